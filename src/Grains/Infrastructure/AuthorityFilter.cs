using System.Collections.Concurrent;
using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure.Calls;

namespace Actors.Grains.Infrastructure;

/// <summary>
/// Holds every grain call against its caller, on the silo, whatever a gateway forgot: a grain answers its own tenant
/// and nobody else's, a person's grain that person, a tool needs its scope and a role that may hold it, and what is marked
/// <see cref="PlatformOnlyAttribute"/> answers only the backend itself. What is another's is not found rather than forbidden; what is for
/// operators is forbidden to others, as the documentation lists it. The audit is told of whom it turned away.
/// </summary>
public sealed class AuthorityFilter(AuditNotes notes) : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, Rule> rules = new();

    /// <inheritdoc />
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (GuardedMethod.Of(context) is { } method && rules.GetOrAdd(method, Rule.Of).Refusal(Caller.Current, context.TargetId.Key.ToString()!) is { } refusal)
            return Refuse(context, method, refusal);
        return context.Invoke();
    }

    private async Task Refuse(IIncomingGrainCallContext context, MethodInfo method, ActorException refusal)
    {
        if (Caller.Current is { } caller)
        {
            var rule = ToolRule.Of(method);
            await notes.Note(caller, rule?.Name ?? method.Name, rule?.Target(context) ?? method.DeclaringType!.Name, refusal.Error.Code);
        }

        throw refusal;
    }

    /// <param name="Offered">Whether callers other than the platform may reach the method at all.</param>
    /// <param name="Set">Whether the grain is one person's, their whole tenant's or the platform's; null where it is none of these.</param>
    /// <param name="Owned">Whether the grain is that of the caller whom its key names.</param>
    /// <param name="Scope">The scope it needs, if any.</param>
    private sealed record Rule(bool Offered, ToolKey? Set, bool Owned, string? Scope)
    {
        public static Rule Of(MethodInfo method) => method.GetCustomAttribute<CapabilityAttribute>() is { } capability
            ? new Rule(Offered: true, method.DeclaringType!.GetCustomAttribute<ToolSetAttribute>()?.Key,
                method.DeclaringType!.IsDefined(typeof(OwnedByCallerAttribute)), capability.Scope)
            : new Rule(Offered: method.DeclaringType!.Assembly != typeof(Caller).Assembly, Set: null, Owned: false, Scope: null);

        public ActorException? Refusal(Caller? caller, string key)
        {
            if (caller is null)
                return new ActorException(ErrorCodes.Unauthenticated, "The call carries no caller. Sign in and send the access token.");
            if (caller.IsPlatform)
                return null;
            if (Set == ToolKey.Platform && Scope is not null && !Scopes.MayHold(caller.Role, Scope))
                return Forbidden(caller, "Only operators of this platform may do this.");
            if (!Offered || GrainKeys.TenantOf(key) != caller.Tenant || (Set == ToolKey.User && GrainKeys.LocalPartOf(key) != caller.User) || (Owned && GrainKeys.OwnerOf(key) != caller.Owner))
                return ActorException.NotFound("There is no such thing here.");
            if (Scope is null)
                return null;
            if (!Scopes.MayHold(caller.Role, Scope))
                return Forbidden(caller, "Your role does not allow this. An owner of your organisation can change your role.");
            if (caller.Impersonator is not null && !Scopes.Impersonating.Any(granted => Scopes.Covers(granted, Scope)))
                return new ActorException(ErrorCodes.Forbidden, "An operator who acts as somebody else may not do this.", ("scope", Scope));
            return caller.Has(Scope) ? null : new ActorException(ErrorCodes.InsufficientScope, $"This needs the scope {Scope}. {caller.HowToGet()}", ("scope", Scope));
        }

        private ActorException Forbidden(Caller caller, string message) =>
            new(ErrorCodes.Forbidden, message, ("scope", Scope!), ("role", caller.Role.ToString().ToLowerInvariant()));
    }
}
