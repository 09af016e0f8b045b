using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Retention;
using Actors.Grains.Tests.Identity;
using Actors.Grains.Tests.OAuth;

namespace Actors.Grains.Tests.Retention;

/// <summary>What has ended does not stay in the database, and what lives does, whatever the order of things.</summary>
public sealed class RetentionTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters";

    private static readonly IssueApiKey Reading = new() { Name = "Key", Scopes = [Scopes.FitnessRead] };

    private readonly Caller.Entered platform = Caller.Platform("test").Enter();

    private IRetentionGrain Retention => host.Grains.GetGrain<IRetentionGrain>(GrainKeys.Operations);

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task A_code_is_removed_an_hour_after_its_end_and_its_row_an_hour_later()
    {
        var code = await Issue("cl_1");
        await code.Redeem(new() { Client = "cl_1", CodeVerifier = Verifier }, default);
        await Pass();
        Assert.NotNull((await code.Redeem(new() { Client = "cl_1", CodeVerifier = Verifier }, default)).Refusal!.RevokedFamily);

        host.Time.Advance(TimeSpan.FromHours(2));
        await Pass();
        Assert.Equal("cleared", await Row("authorization_code", code));
        Assert.Null((await code.Redeem(new() { Client = "cl_1", CodeVerifier = Verifier }, default)).Refusal!.RevokedFamily);

        host.Time.Advance(TimeSpan.FromHours(2));
        await Pass();
        Assert.Equal("gone", await Row("authorization_code", code));
    }

    [Fact]
    public async Task A_browser_session_is_removed_after_its_twelve_hours()
    {
        var session = host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.NewId()));
        await session.Open(await host.Person(), default);
        host.Time.Advance(TimeSpan.FromHours(11));
        await Pass();
        Assert.Equal("kept", await Row("browser_session", session));
        host.Time.Advance(TimeSpan.FromHours(2));
        await Pass();
        Assert.Equal("cleared", await Row("browser_session", session));
    }

    [Fact]
    public async Task A_token_family_is_removed_once_it_has_expired_and_one_that_was_refreshed_is_kept()
    {
        var ((idle, _), (busy, token)) = (await host.Family(), await host.Family());
        host.Time.Advance(TimeSpan.FromDays(29));
        Assert.NotNull((await host.Refresh(busy, token)).Grant);
        host.Time.Advance(TimeSpan.FromDays(2));
        await Pass();
        Assert.Equal("cleared", await Row("token_family", host.Grains.GetGrain<ITokenFamilyGrain>(idle)));
        Assert.Equal("kept", await Row("token_family", host.Grains.GetGrain<ITokenFamilyGrain>(busy)));
    }

    [Fact]
    public async Task A_client_that_nobody_let_in_is_removed_after_thirty_days_and_one_that_somebody_did_is_kept()
    {
        var (unused, used) = (await Client(), await Client());
        var code = await Issue(GrainKeys.LocalPartOf(used.GetPrimaryKeyString()));
        Assert.NotNull((await code.Redeem(new() { Client = GrainKeys.LocalPartOf(used.GetPrimaryKeyString()), CodeVerifier = Verifier }, default)).Grant);
        host.Time.Advance(TimeSpan.FromDays(29));
        await Pass();
        Assert.NotNull(await unused.Get(default));
        host.Time.Advance(TimeSpan.FromDays(2));
        await Pass();
        Assert.Null(await unused.Get(default));
        Assert.NotNull(await used.Get(default));
    }

    [Fact]
    public async Task An_address_that_was_only_guessed_at_is_removed_after_a_day_and_a_persons_is_kept_with_its_wait()
    {
        var (nobody, somebody) = (host.Email($"{SecretText.NewId()}@nowhere.example"), host.Email($"{SecretText.NewId()}@acme.example"));
        await host.Person(GrainKeys.LocalPartOf(somebody.GetPrimaryKeyString()));
        await nobody.Try("guess");
        await somebody.Try("guess");
        host.Time.Advance(TimeSpan.FromHours(23));
        await Pass();
        Assert.Equal("kept", await Row("email", nobody));
        host.Time.Advance(TimeSpan.FromHours(2));
        await Pass();
        Assert.Equal("cleared", await Row("email", nobody));
        Assert.Equal("kept", await Row("email", somebody));

        host.Time.Advance(TimeSpan.FromHours(2));
        await Pass();
        Assert.Equal("gone", await Row("email", nobody));
        await nobody.Try("guess");
        Assert.Equal("kept", await Row("email", nobody));
    }

    [Fact]
    public async Task A_step_looks_at_a_thousand_rows_and_a_restart_goes_on_where_the_last_step_was()
    {
        await Pass();
        await host.Execute("""
            INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            SELECT 0, 0, 0, 0, 'authorization_code', 'platform/made-up-' || n, 'actors', convert_to('{"expiresAt":"2020-01-01T00:00:00+00:00"}', 'UTF8'), '2020-01-01', 1
            FROM generate_series(1, 2500) n
            """);

        Assert.False(await Retention.Step(default));
        Assert.Equal("1500", await MadeUp());
        await host.Restart();
        Assert.False(await Retention.Step(default));
        Assert.Equal("500", await MadeUp());
        await Pass();
        Assert.Equal("0", await MadeUp());
    }

    [Fact]
    public async Task A_stored_answer_is_removed_after_its_day_and_a_process_that_counts_no_more_is_forgotten()
    {
        await host.Execute("""
            INSERT INTO idempotency_key (tenant, owner, key, fingerprint, claim, claimed_at)
            SELECT 'acme', 'ada', 'k' || n, '', gen_random_uuid(), now() - interval '26 hours' FROM generate_series(1, 10500) n;
            INSERT INTO idempotency_key VALUES ('acme', 'ada', 'young', '', gen_random_uuid(), now() + interval '10 years', NULL);
            INSERT INTO usage_writer VALUES (gen_random_uuid(), 1, now() - interval '2 days')
            """);
        await Pass();
        Assert.Equal("young", await host.Execute("SELECT string_agg(key, ' ') FROM idempotency_key WHERE tenant = 'acme'"));
        Assert.Equal("0", await host.Execute("SELECT count(*) FROM usage_writer WHERE written_at < now() - interval '1 day'"));
    }

    [Fact]
    public async Task Invitations_and_resets_are_removed_when_they_end_and_a_revoked_key_a_month_later()
    {
        var person = await host.Person();
        var keys = host.Grains.GetGrain<IApiKeysGrain>(person.Key());
        var (dead, alive) = (await keys.Create(Reading, default), await keys.Create(Reading, default));
        await keys.Revoke(new() { KeyId = dead.Key.Id }, default);
        var reset = host.Grains.GetGrain<IPasswordResetGrain>(GrainKeys.PlatformItem(SecretText.NewId()));
        await reset.Open("ada@acme.example", default);
        var issued = await host.Grains.GetGrain<IPeopleGrain>(GrainKeys.Tenant("acme")).Invite(new() { Email = $"{SecretText.NewId()}@acme.example" }, default);
        var invitation = host.Grains.GetGrain<IInvitationGrain>(GrainKeys.PlatformItem(SecretText.Digest(issued.Path.Split('=')[1])));

        host.Time.Advance(TimeSpan.FromDays(6));
        await Pass();
        Assert.Equal(("cleared", "kept", "kept"), (await Row("password_reset", reset), await Row("invitation", invitation), await Row("api_key", KeyGrain(dead))));
        host.Time.Advance(TimeSpan.FromDays(2));
        await Pass();
        Assert.Equal(("cleared", "kept"), (await Row("invitation", invitation), await Row("api_key", KeyGrain(dead))));
        host.Time.Advance(TimeSpan.FromDays(23));
        await Pass();
        Assert.Equal(("cleared", "kept"), (await Row("api_key", KeyGrain(dead)), await Row("api_key", KeyGrain(alive))));
        Assert.DoesNotContain(SecretText.Digest(dead.Secret), await host.Stored("api_keys", person.Key()));
        Assert.Equal(alive.Key.Id, Assert.Single((await keys.List(default)).Keys).Id);
    }

    private IApiKeyGrain KeyGrain(IssuedApiKey issued) => host.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(issued.Secret)));

    private async Task Pass()
    {
        while (!await Retention.Step(default)) await Task.Yield();
    }

    private async Task<IAuthorizationCodeGrain> Issue(string client)
    {
        var code = host.Grains.GetGrain<IAuthorizationCodeGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.New())));
        await code.Issue(new()
        {
            Client = client, RedirectUri = "http://127.0.0.1/callback", Resource = "https://actors.example", Scopes = [Scopes.Profile],
            CodeChallenge = SecretText.Digest(Verifier), User = await host.Person(), SignedInAt = DateTimeOffset.UnixEpoch,
        }, default);
        return code;
    }

    private async Task<IClientGrain> Client()
    {
        var client = host.Grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem($"cl_{SecretText.NewId()}"));
        await client.Register(new() { RedirectUris = [], AuthenticationMethod = ClientAuthentication.None, GrantTypes = [], ApplicationType = "native" }, default);
        return client;
    }

    private async Task<string> Row(string state, IGrainWithStringKey grain) => await host.Execute($"""
        SELECT CASE WHEN PayloadBinary IS NULL THEN 'cleared' ELSE 'kept' END FROM OrleansStorage
        WHERE GrainTypeString = '{state}' AND GrainIdExtensionString = '{grain.GetPrimaryKeyString()}'
        """) ?? "gone";

    private Task<string?> MadeUp() =>
        host.Execute("SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString LIKE 'platform/made-up-%' AND PayloadBinary IS NOT NULL");
}
