using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tests.Authority;

/// <summary>Tenant, person and scope are checked at the grain, for every method of every contract, whatever a gateway forgot.</summary>
public sealed class AuthorityTests(ActorHost host) : IClassFixture<ActorHost>
{
    private static readonly MethodInfo[] All =
        [.. typeof(Caller).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(t)).SelectMany(t => t.GetMethods())];

    public static TheoryData<string> Methods => new(All.Select(Name));

    [Theory, MemberData(nameof(Methods))]
    public async Task A_call_without_a_caller_is_refused(string method) =>
        Assert.Equal(ErrorCodes.Unauthenticated, await Code(method, caller: null));

    [Theory, MemberData(nameof(Methods))]
    public async Task Another_tenants_grain_is_not_found(string method) =>
        Assert.Equal(ErrorCodes.NotFound, await Code(method, Someone("other", [.. Scopes.All.Select(s => s.Scope)])));

    [Theory, MemberData(nameof(Methods))]
    public async Task Another_persons_grain_is_not_found_within_one_tenant_either(string method) =>
        Assert.Equal(ErrorCodes.NotFound, await Code(method, Someone("acme", [.. Scopes.All.Select(s => s.Scope)]) with { User = "eve" }));

    [Theory, MemberData(nameof(Methods))]
    public async Task A_tool_needs_its_scope_and_whatever_is_no_tool_is_not_found(string method)
    {
        var isTool = All.Single(m => Name(m) == method).IsDefined(typeof(ToolAttribute));
        Assert.Equal(isTool ? ErrorCodes.InsufficientScope : ErrorCodes.NotFound, await Code(method, Someone("acme", [])));
    }

    private async Task<string> Code(string name, Caller? caller)
    {
        var method = All.Single(m => Name(m) == name);
        var grain = host.Grains.GetGrain(method.DeclaringType!, GrainKeys.User("acme", "ada"));
        object?[] arguments = [.. method.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
        using var entered = caller?.Enter();
        return (await Assert.ThrowsAsync<ActorException>(() => (Task)method.Invoke(grain, arguments)!)).Error.Code;
    }

    private static Caller Someone(string tenant, string[] scopes) =>
        new() { Tenant = tenant, User = "ada", Client = "test", Scopes = scopes, CorrelationId = "test" };

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
