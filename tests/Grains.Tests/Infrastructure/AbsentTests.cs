using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Grains.Tests.Infrastructure;

/// <summary>Strangers can make up ids without end, so what is not stored leaves memory as soon as it has answered.</summary>
public sealed class AbsentTests(ActorHost host) : IClassFixture<ActorHost>
{
    private static readonly Dictionary<string, Func<IGrainFactory, string, Task<bool>>> Known = new()
    {
        ["oauth_client"] = async (grains, key) => await grains.GetGrain<IClientGrain>(key).Get(default) is not null,
        ["browser_session"] = async (grains, key) => await grains.GetGrain<IBrowserSessionGrain>(key).Get(default) is not null,
        ["api_key"] = async (grains, key) => await grains.GetGrain<IApiKeyGrain>(key).Resolve(default) is not null,
        ["token_family"] = (grains, key) => grains.GetGrain<ITokenFamilyGrain>(key).IsActive(default),
    };

    public static TheoryData<string> Kinds => [.. Known.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_not_there_is_looked_for_anew_each_time(string kind)
    {
        using var platform = Caller.Platform("test").Enter();
        var key = GrainKeys.PlatformItem(SecretText.NewId());
        await Make(kind, key);
        await host.Restart();

        await host.Execute($"UPDATE OrleansStorage SET GrainTypeString = 'hidden' WHERE GrainIdExtensionString = '{key}'");
        Assert.False(await Known[kind](host.Grains, key));
        await host.Execute($"UPDATE OrleansStorage SET GrainTypeString = '{kind}' WHERE GrainIdExtensionString = '{key}'");
        Assert.True(await Known[kind](host.Grains, key));
    }

    private async Task Make(string kind, string key)
    {
        var person = await Identity.SeededTenant.Person(host);
        await (kind switch
        {
            "oauth_client" => host.Grains.GetGrain<IClientGrain>(key).Register(
                new() { RedirectUris = [], AuthenticationMethod = ClientAuthentication.None, GrantTypes = [], ApplicationType = "native" }, default),
            "browser_session" => host.Grains.GetGrain<IBrowserSessionGrain>(key).Open(person, default),
            "api_key" => host.Grains.GetGrain<IApiKeyGrain>(key).Create(new() { Name = "Key", User = person, Scopes = [] }, default),
            _ => (Task)host.Grains.GetGrain<ITokenFamilyGrain>(key).Open(new() { Grant = Grant(person) }, default),
        });
    }

    private AuthorizationGrant Grant(UserRef person) => new()
    {
        Client = "cl_1", RedirectUri = "http://127.0.0.1/", CodeChallenge = "", Resource = "https://actors.example", Scopes = [], User = person, SignedInAt = host.Time.GetUtcNow(),
    };
}
