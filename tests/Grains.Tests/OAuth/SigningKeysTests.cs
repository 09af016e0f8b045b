using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Grains.Tests.OAuth;

public sealed class SigningKeysTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task The_key_outlives_the_process_and_lies_sealed_in_the_database()
    {
        using var platform = Caller.Platform("test").Enter();
        var before = Assert.Single(await Keys().PublicKeys(CancellationToken.None));
        await host.Restart();
        Assert.Equal(before, Assert.Single(await Keys().PublicKeys(CancellationToken.None)));
        var stored = await host.Execute("SELECT convert_from(PayloadBinary, 'UTF8') FROM OrleansStorage WHERE GrainTypeString = 'signing_keys'");
        Assert.Contains(before.KeyId, stored);
        Assert.Contains("\"v2.", stored);
    }

    private ISigningKeysGrain Keys() => host.Grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys);
}
