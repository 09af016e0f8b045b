using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Tests.Identity;

namespace Actors.Grains.Tests.OAuth;

/// <summary>A token family, for tests that need one and not its rules. All calls are the platform's.</summary>
internal static class SeededFamily
{
    public static async Task<(string Family, RefreshToken Token)> Family(this ActorHost host, string tenant = "acme")
    {
        var person = await host.Person(tenant: tenant);
        var key = GrainKeys.TokenFamily(tenant, SecretText.NewId());
        var grant = new AuthorizationGrant
        {
            Client = "cl_1", RedirectUri = "http://127.0.0.1/callback", Resource = "https://actors.example", Scopes = [Scopes.Profile],
            CodeChallenge = "", User = person, SignedInAt = DateTimeOffset.UnixEpoch,
        };
        return (key, (await host.Grains.GetGrain<ITokenFamilyGrain>(key).Open(new OpenFamily { Grant = grant }, CancellationToken.None)).Grant!.RefreshToken);
    }

    public static Task<GrantResult> Refresh(this ActorHost host, string family, RefreshToken token) =>
        host.Grains.GetGrain<ITokenFamilyGrain>(family).Refresh(new RefreshRequest { Client = "cl_1", Token = token }, CancellationToken.None);

    /// <summary>The JSON that is stored.</summary>
    public static async Task<string> Stored(this ActorHost host, string state, string key) => (await host.Execute(
        $"SELECT convert_from(PayloadBinary, 'UTF8') FROM OrleansStorage WHERE GrainTypeString = '{state}' AND GrainIdExtensionString = '{key}'"))!;
}
