using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure.Secrets;
using Actors.Grains.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Secrets;

public sealed class MasterKeyRotationTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task A_master_key_is_replaced_while_the_backend_serves_and_the_old_one_can_go()
    {
        using var platform = Caller.Platform("test").Enter();
        var old = MasterKey.Parse(await File.ReadAllTextAsync(host.MasterKeyFile))!;
        var (family, token) = await host.Family(tenant: "moving");
        var next = MasterKey.NewText();
        await File.WriteAllTextAsync(host.MasterKeyFile, $"{next}\n{Convert.ToBase64String(old.Bytes)}");
        var masters = host.Services.GetRequiredService<MasterKeys>();
        while (masters.Current.Id == old.Id) await Task.Delay(50);

        var grain = host.Grains.GetGrain<IMasterKeyGrain>(GrainKeys.Operations);
        var report = await grain.Rewrap(default);
        while (report.StillNeeded.Count > 0 || report.Current == old.Id)
        {
            await Task.Delay(50); // another silo may read the file a moment later
            report = await grain.Rewrap(default);
        }

        Assert.Equal(MasterKey.Parse(next)!.Id, report.Current);
        Assert.Equal(0, (await grain.Rewrap(default)).Rewrapped);
        await File.WriteAllTextAsync(host.MasterKeyFile, next);
        await host.Restart();
        Assert.NotNull((await host.Refresh(family, token)).Grant);
        Assert.NotNull(await host.Grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys).PublicKeys(default));
    }
}
