using System.Collections.Concurrent;
using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Infrastructure;

/// <summary>
/// Holds every grain call against its caller, on the silo, whatever a gateway forgot: a grain answers its own tenant
/// and nobody else's, a person's grain that person, a tool needs its scope and a role that may hold it, and what is marked
/// <see cref="PlatformOnlyAttribute"/> answers only the backend itself. What is another's is not found rather than forbidden.
/// </summary>
public sealed class AuthorityFilter : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, Rule> rules = new();

    /// <inheritdoc />
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (GuardedMethod.Of(context) is { } method)
            rules.GetOrAdd(method, Rule.Of).Check(Caller.Current, context.TargetId.Key.ToString()!);
        return context.Invoke();
    }

    /// <param name="Offered">Whether callers other than the platform may reach the method at all.</param>
    /// <param name="Personal">Whether the grain is one person's, rather than their whole tenant's.</param>
    /// <param name="Scope">The scope it needs, if any.</param>
    private sealed record Rule(bool Offered, bool Personal, string? Scope)
    {
        public static Rule Of(MethodInfo method) => method.GetCustomAttribute<CapabilityAttribute>() is { } capability
            ? new Rule(Offered: true, method.DeclaringType!.GetCustomAttribute<ToolSetAttribute>()?.Key == ToolKey.User, capability.Scope)
            : new Rule(Offered: method.DeclaringType!.Assembly != typeof(Caller).Assembly, Personal: false, Scope: null);

        public void Check(Caller? caller, string key)
        {
            if (caller is null)
                throw new ActorException(ErrorCodes.Unauthenticated, "The call carries no caller. Sign in and send the access token.");
            if (caller.IsPlatform)
                return;
            if (!Offered || GrainKeys.TenantOf(key) != caller.Tenant || (Personal && GrainKeys.LocalPartOf(key) != caller.User))
                throw ActorException.NotFound("There is no such thing here.");
            if (Scope is null)
                return;
            if (!Scopes.MayHold(caller.Role, Scope))
                throw new ActorException(ErrorCodes.Forbidden, "Your role does not allow this. An owner of your organisation can change your role.", ("scope", Scope), ("role", caller.Role.ToString().ToLowerInvariant()));
            if (caller.Impersonator is not null && !Scopes.Impersonating.Any(granted => Scopes.Covers(granted, Scope)))
                throw new ActorException(ErrorCodes.Forbidden, "An operator who acts as somebody else may not do this.", ("scope", Scope));
            if (!caller.Has(Scope))
                throw new ActorException(ErrorCodes.InsufficientScope, $"This needs the scope {Scope}. Ask for it and sign in again.", ("scope", Scope));
        }
    }
}
