using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure.Secrets;
using Actors.Grains.Tests.Identity;
using Actors.Grains.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Secrets;

/// <summary>Secrets at rest: bound to their place, sealed with their tenant's data key, opened by nobody once that is destroyed.</summary>
public sealed class SecretBoxTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private static readonly byte[] One = [1];
    private static readonly SecretPlace Place = new("acme", "ada", "strava", "default");

    private readonly Caller.Entered platform = Caller.Platform("test").Enter();

    private SecretBox Box => host.Services.GetRequiredService<SecretBox>();

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task A_secret_opens_where_it_was_sealed_and_for_no_other_tenant_owner_provider_or_purpose()
    {
        var text = await Box.Seal(One, Place);
        Assert.Equal(One, await Box.Open(text, Place));
        Assert.NotEqual(text, await Box.Seal(One, Place));

        SecretPlace[] elsewhere =
        [
            Place with { Tenant = "other" }, Place with { Owner = "eve" }, Place with { Provider = "garmin" }, Place with { Purpose = "backup" },
            Place with { Owner = "adast", Provider = "rava" },
        ];
        foreach (var other in elsewhere) await Fails(text, other);
        var box = text.LastIndexOf('.') + 1;
        await Fails(text[..box] + (text[box] == 'A' ? 'B' : 'A') + text[(box + 1)..], Place);
        await Fails(text[..box], Place);
    }

    [Fact]
    public async Task A_data_key_that_is_moved_to_another_tenant_opens_nothing()
    {
        var text = await Box.Seal(One, Place with { Tenant = "robbed" });
        await Box.Seal(One, Place with { Tenant = "thief" });
        await host.Execute("""
            UPDATE OrleansStorage SET PayloadBinary = (SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'data_keys' AND GrainIdExtensionString = 'robbed/tenant')
            WHERE GrainTypeString = 'data_keys' AND GrainIdExtensionString = 'thief/tenant'
            """);
        await host.Restart();
        await Fails(text, Place with { Tenant = "thief" });
        Assert.Equal(One, await Box.Open(text, Place with { Tenant = "robbed" }));
    }

    [Fact]
    public async Task Once_a_tenants_keys_are_destroyed_nothing_of_it_opens_nor_is_sealed_and_that_is_for_good()
    {
        var place = Place with { Tenant = "shredded" };
        var text = await Box.Seal(One, place);
        await Keys("shredded").Destroy(default);

        await Fails(text, place);
        await host.Restart();
        await Fails(text, place);
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => Box.Seal(One, place))).Error.Code);
        Assert.Equal("0", await host.Execute(
            "SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'data_keys' AND GrainIdExtensionString = 'shredded/tenant' AND position('wrapped' in convert_from(PayloadBinary, 'UTF8')) > 0"));
    }

    [Fact]
    public async Task The_platforms_own_keys_cannot_be_destroyed() =>
        Assert.Equal(ErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<ActorException>(() => Keys(GrainKeys.Platform).Destroy(default))).Error.Code);

    [Fact]
    public async Task What_was_sealed_before_there_were_data_keys_opens_and_is_sealed_anew_by_a_rewrap()
    {
        var (family, token) = await host.Family();
        var stored = await host.Stored("token_family", family);
        var sealedText = stored.Split("\"sealedSecret\":\"")[1].Split('"')[0];
        var secret = await Box.Open(sealedText, SecretPlace.Of(family, "token family"));
        await host.Execute($"UPDATE OrleansStorage SET PayloadBinary = convert_to('{stored.Replace(sealedText, SealBefore(secret, $"{family} token family"))}', 'UTF8') WHERE GrainIdExtensionString = '{family}'");
        await host.Restart();
        Assert.Contains("\"v1.", await host.Stored("token_family", family));
        Assert.NotNull((await host.Refresh(family, token)).Grant);

        var report = await host.Grains.GetGrain<IMasterKeyGrain>(GrainKeys.Operations).Rewrap(default);
        Assert.True(report.Resealed >= 1);
        Assert.Contains("\"v2.", await host.Stored("token_family", family));
        await host.Restart();
        Assert.NotNull((await host.Refresh(family, token)).Grant);
    }

    [Fact]
    public async Task A_data_key_is_replaced_while_its_secrets_are_in_use_and_destroyed_a_day_later()
    {
        var (family, token) = await host.Family(tenant: "rotating");
        var before = (await Keys("rotating").List(default))[0].Id;
        Assert.Contains($"\"v2.{before}.", await host.Stored("token_family", family));

        var rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("rotating")).Rotate(default);

        Assert.Equal((1, false, 2), (rotation.Resealed, rotation.More, rotation.Keys.Count));
        Assert.Contains($"\"v2.{rotation.Keys[0].Id}.", await host.Stored("token_family", family));
        await host.Restart();
        token = (await host.Refresh(family, token)).Grant!.RefreshToken;

        host.Time.Advance(TimeSpan.FromHours(24));
        rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("rotating")).Finish(default);
        Assert.Equal(2, rotation.Keys.Count);
        host.Time.Advance(TimeSpan.FromHours(2));
        rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("rotating")).Finish(default);
        Assert.NotEqual(before, Assert.Single(rotation.Keys).Id);
        Assert.NotNull((await host.Refresh(family, token)).Grant);
    }

    [Fact]
    public async Task A_retired_key_that_something_is_sealed_with_is_not_destroyed()
    {
        var (family, _) = await host.Family(tenant: "stubborn");
        var before = (await Keys("stubborn").List(default))[0].Id;
        await host.Execute($"UPDATE OrleansStorage SET PayloadBinary = convert_to(replace(convert_from(PayloadBinary, 'UTF8'), '\"v2.{before}.', '\"v2.{before}.AAAA'), 'UTF8') WHERE GrainIdExtensionString = '{family}'");
        await host.Restart();
        await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("stubborn")).Rotate(default);
        host.Time.Advance(TimeSpan.FromHours(26));
        var rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("stubborn")).Finish(default);
        Assert.Contains(before, rotation.Keys.Select(key => key.Id));
    }

    private IDataKeysGrain Keys(string tenant) => host.Grains.GetGrain<IDataKeysGrain>(GrainKeys.Tenant(tenant));

    private Task Fails(string text, SecretPlace place) => Assert.ThrowsAnyAsync<InvalidOperationException>(() => Box.Open(text, place));

    /// <summary>What version 1 wrote: AES-256-GCM under the master key, bound to grain key and purpose.</summary>
    private static string SealBefore(byte[] secret, string place)
    {
        var master = MasterKey.Parse(TestSecrets.MasterKey)!;
        var (nonce, cipher, tag) = (RandomNumberGenerator.GetBytes(12), new byte[secret.Length], new byte[16]);
        using var aes = new AesGcm(master.Bytes, 16);
        aes.Encrypt(nonce, secret, cipher, tag, Encoding.UTF8.GetBytes(place));
        return $"v1.{master.Id}.{Base64Url.EncodeToString([.. nonce, .. cipher, .. tag])}";
    }
}
