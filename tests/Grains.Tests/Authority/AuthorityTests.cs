using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Changes;
using Actors.Contracts.Identity;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tests.Authority;

/// <summary>Tenant, person, scope and role are checked at the grain, for every method of every contract, whatever a gateway forgot.</summary>
public sealed class AuthorityTests(ActorHost host) : IClassFixture<ActorHost>
{
    // Whoever calls one way hears of nothing, so not of a refusal either: that such a call has no effect is said below.
    private static readonly MethodInfo[] All = [.. typeof(Caller).Assembly.GetTypes()
        .Where(t => t.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(t)).SelectMany(t => t.GetMethods()).Where(m => !m.IsDefined(typeof(OneWayAttribute)))];

    private static readonly string[] Every = [.. Scopes.All.Select(s => s.Scope)];

    public static TheoryData<string> Methods => new(All.Select(Name));

    public static TheoryData<string> Personal => new(All.Where(m => Key(m) is not (ToolKey.Tenant or ToolKey.Platform)).Select(Name));

    public static TheoryData<string> OfTenants => new(All.Where(m => Key(m) is not ToolKey.Platform).Select(Name));

    public static TheoryData<string> OfOperators => new(All.Where(m => Key(m) is ToolKey.Platform).Select(Name));

    public static TheoryData<string> Tools => new(All.Where(m => m.IsDefined(typeof(CapabilityAttribute))).Select(Name));

    [Theory, MemberData(nameof(Methods))]
    public async Task A_call_without_a_caller_is_refused(string method) =>
        Assert.Equal(ErrorCodes.Unauthenticated, await Code(method, caller: null));

    [Theory, MemberData(nameof(OfOperators))]
    public async Task What_is_for_operators_is_forbidden_to_everybody_else(string method) =>
        Assert.Equal(ErrorCodes.Forbidden, await Code(method, Someone("other", Every) with { Role = Role.Owner }));

    [Theory, MemberData(nameof(OfTenants))]
    public async Task Another_tenants_grain_is_not_found(string method) =>
        Assert.Equal(ErrorCodes.NotFound, await Code(method, Someone("other", Every)));

    [Theory, MemberData(nameof(Methods))]
    public async Task An_operator_of_the_platform_finds_nothing_of_a_tenant_either(string method) =>
        Assert.Equal(ErrorCodes.NotFound, await Code(method, Someone(GrainKeys.Platform, Every) with { Role = Role.Operator }));

    [Theory, MemberData(nameof(Personal))]
    public async Task Another_persons_grain_is_not_found_within_one_tenant_either(string method) =>
        Assert.Equal(ErrorCodes.NotFound, await Code(method, Someone("acme", Every) with { User = "eve" }));

    [Theory, MemberData(nameof(Methods))]
    public async Task A_tool_needs_its_scope_and_whatever_is_no_tool_is_not_found(string method)
    {
        var scope = Offered(method)?.Scope;
        var caller = Someone("acme", []) with { Role = scope is null ? Role.Owner : Scopes.All.Single(s => s.Scope == scope).Holders[^1] };
        Assert.Equal(scope is null ? ErrorCodes.NotFound : ErrorCodes.InsufficientScope, await Code(method, caller));
    }

    [Theory, MemberData(nameof(Tools))]
    public async Task A_scope_is_worth_nothing_to_a_role_that_may_not_hold_it(string method)
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => !Scopes.MayHold(role, Offered(method)!.Scope)))
            Assert.Equal(ErrorCodes.Forbidden, await Code(method, Someone("acme", Every) with { Role = role }));
    }

    [Theory, MemberData(nameof(Tools))]
    public async Task Who_acts_as_somebody_else_never_gets_further_than_seeing_and_using(string method)
    {
        var scope = Offered(method)!.Scope;
        if (Scopes.Impersonating.Contains(scope)) return;
        var caller = Someone("acme", Every) with { Impersonator = "otto", Role = Scopes.All.Single(s => s.Scope == scope).Holders[0] };
        Assert.Equal(ErrorCodes.Forbidden, await Code(method, caller));
    }

    [Fact]
    public async Task A_one_way_call_that_is_refused_has_no_effect()
    {
        var changes = host.Grains.GetGrain<IChangesGrain>(GrainKeys.User("acme", "ada"));
        using var platform = Caller.Platform("test").Enter();
        await using var heard = changes.Watch(default).GetAsyncEnumerator();
        await heard.MoveNextAsync();
        using (Someone("other", Every).Enter()) await changes.Publish([new() { Kind = ChangeKind.Prompts }], default);
        await changes.Publish([new() { Kind = ChangeKind.Tools }], default);
        Assert.True(await heard.MoveNextAsync());
        Assert.Equal(ChangeKind.Tools, heard.Current.Kind);
    }

    [Fact]
    public void Administering_includes_writing_and_writing_includes_reading_of_the_same_only()
    {
        var caller = Someone("acme", [Scopes.FitnessWrite, Scopes.TenantAdmin]);
        Assert.Equal([Scopes.FitnessRead, Scopes.FitnessWrite, Scopes.TenantRead, Scopes.TenantAdmin], Every.Where(caller.Has));
    }

    private async Task<string> Code(string name, Caller? caller)
    {
        var method = All.Single(m => Name(m) == name);
        // Of the interfaces of agents, one stands for what they share.
        var grain = host.Grains.GetGrain(method.DeclaringType == typeof(IAgentGrain) ? typeof(IEchoAgentGrain) : method.DeclaringType!, GrainKeys.User("acme", "ada"));
        object?[] arguments = [.. method.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
        using var entered = caller?.Enter();
        return (await Assert.ThrowsAsync<ActorException>(() => Outcome(method.Invoke(grain, arguments)!))).Error.Code;
    }

    /// <summary>The end of a call, or the first step of a stream.</summary>
    private static Task Outcome(object answer) => answer as Task ?? (Task)typeof(AuthorityTests).GetMethod(nameof(First), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(answer.GetType().GetInterface(typeof(IAsyncEnumerable<>).Name)!.GenericTypeArguments).Invoke(null, [answer])!;

    private static async Task First<T>(IAsyncEnumerable<T> stream) => await stream.FirstOrDefaultAsync();

    private static Caller Someone(string tenant, string[] scopes) =>
        new() { Tenant = tenant, User = "ada", Client = "test", Scopes = scopes, CorrelationId = "test" };

    private static CapabilityAttribute? Offered(string method) => All.Single(m => Name(m) == method).GetCustomAttribute<CapabilityAttribute>();

    private static ToolKey? Key(MethodInfo method) =>
        method.IsDefined(typeof(CapabilityAttribute)) ? method.DeclaringType!.GetCustomAttribute<ToolSetAttribute>()?.Key : null;

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
