using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.OAuth;
using Actors.Grains.Tests.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.OAuth;

public sealed class TokenFamilyTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private const string Client = "cl_1";
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters";

    private readonly Caller.Entered platform = Caller.Platform("test").Enter();

    public void Dispose() => platform.Dispose();

    /// <summary>Presents the n-th newest token the family ever gave, and lets so many seconds pass before.</summary>
    private sealed record Step(int Back, int Seconds);

    [Fact]
    public void Whatever_tokens_are_presented_there_are_never_two_live_lineages()
    {
        var step = from back in Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Constant(1)), (2, Gen.Choose(0, 5)))
                   from seconds in Gen.Elements(0, 0, 0, 60)
                   select new Step(back, seconds);
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.ListOf(step).ToArbitrary(), steps => HasOneLineage([.. steps])));
    }

    [Fact]
    public async Task A_family_is_the_same_after_a_restart()
    {
        var (family, first) = await Open();
        var second = (await Refresh(family, first)).Grant!.RefreshToken;
        await host.Restart();
        Assert.Equal(second, (await Refresh(family, first)).Grant!.RefreshToken);
        Assert.NotNull((await Refresh(family, second)).Grant);
    }

    [Fact]
    public async Task A_family_lives_thirty_days_from_its_last_refresh_and_ninety_in_all()
    {
        var (family, token) = await Open();
        for (var i = 0; i < 3; i++)
        {
            host.Time.Advance(TimeSpan.FromDays(29));
            token = (await Refresh(family, token)).Grant!.RefreshToken;
        }

        Assert.True(await Family(family).IsActive(CancellationToken.None));
        host.Time.Advance(TimeSpan.FromDays(3));
        Assert.False(await Family(family).IsActive(CancellationToken.None));
        Assert.Equal("invalid_grant", (await Refresh(family, token)).Refusal!.Error);
    }

    [Fact]
    public async Task A_family_that_was_revoked_before_it_was_opened_stays_closed()
    {
        var key = GrainKeys.TokenFamily("acme", SecretText.NewId());
        await Family(key).Revoke(CancellationToken.None);
        var result = await Family(key).Open(new OpenFamily { Grant = Grant(await host.Person()) }, CancellationToken.None);
        Assert.NotNull(result.Refusal);
        Assert.False(await Family(key).IsActive(CancellationToken.None));
    }

    [Fact]
    public async Task A_crash_between_using_up_a_code_and_opening_its_family_leaves_neither()
    {
        var person = await host.Person();
        var code = host.Grains.GetGrain<IAuthorizationCodeGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.New())));
        await code.Issue(Grant(person), CancellationToken.None);
        var redeem = new RedeemCode { Client = Client, CodeVerifier = Verifier };
        var family = (await code.Redeem(redeem, CancellationToken.None)).Grant!.Family;
        await host.Execute($"DELETE FROM OrleansStorage WHERE GrainTypeString = 'token_family' AND GrainIdExtensionString = 'acme/{family}'");
        await host.Restart();

        code = host.Grains.GetGrain<IAuthorizationCodeGrain>(code.GetPrimaryKeyString());
        Assert.Equal(GrainKeys.TokenFamily("acme", family), (await code.Redeem(redeem, CancellationToken.None)).Refusal!.RevokedFamily);
        Assert.NotNull((await Family(GrainKeys.TokenFamily("acme", family)).Open(new OpenFamily { Grant = Grant(person) }, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_suspended_user_gets_no_tokens()
    {
        var person = await host.Person();
        var (family, token) = await Open(person);
        await host.User(person).SetStatus(UserStatus.Suspended, CancellationToken.None);
        Assert.False(await Family(family).IsActive(CancellationToken.None));
        Assert.Equal("invalid_grant", (await Refresh(family, token)).Refusal!.Error);
    }

    /// <summary>Holds the grain against the rule it must follow, and looks for a second lineage at the end.</summary>
    private async Task<bool> HasOneLineage(Step[] steps)
    {
        var (family, first) = await Open();
        List<RefreshToken> given = [first];
        var (alive, rotatedAt) = (true, host.Time.GetUtcNow());
        foreach (var step in steps)
        {
            host.Time.Advance(TimeSpan.FromSeconds(step.Seconds));
            var presented = given[^Math.Min(given.Count, step.Back + 1)];
            var behind = given[^1].Generation - presented.Generation;
            var now = host.Time.GetUtcNow();
            var repeats = behind == 1 && now - rotatedAt < Lifetimes.Grace;
            var answer = await Refresh(family, presented);

            if (alive && behind == 0) (rotatedAt, alive) = (now, answer.Grant is not null);
            else if (alive && !repeats) alive = false;
            if (alive != (answer.Grant is not null)) return false;
            if (answer.Grant is not { } grant) continue;
            if (repeats && grant.RefreshToken != given[^1]) return false;
            if (!repeats && given.Contains(grant.RefreshToken)) return false;
            if (!repeats) given.Add(grant.RefreshToken);
        }

        host.Time.Advance(Lifetimes.Grace + TimeSpan.FromSeconds(1));
        var live = await Family(family).IsActive(CancellationToken.None);
        var old = await Task.WhenAll(given.SkipLast(1).Select(token => Refresh(family, token)));
        var newest = await Refresh(family, given[^1]);
        return live == alive && old.All(answer => answer.Grant is null) && (newest.Grant is not null) == (alive && given.Count == 1);
    }

    private async Task<(string Family, RefreshToken Token)> Open(UserRef? person = null)
    {
        person ??= await host.Person();
        var key = GrainKeys.TokenFamily(person.Tenant, SecretText.NewId());
        return (key, (await Family(key).Open(new OpenFamily { Grant = Grant(person) }, CancellationToken.None)).Grant!.RefreshToken);
    }

    private static AuthorizationGrant Grant(UserRef person) => new()
    {
        Client = Client, RedirectUri = "http://127.0.0.1/callback", Resource = "https://actors.example", Scopes = new[] { Scopes.Profile },
        CodeChallenge = SecretText.Digest(Verifier), User = person, SignedInAt = DateTimeOffset.UnixEpoch,
    };

    private ITokenFamilyGrain Family(string key) => host.Grains.GetGrain<ITokenFamilyGrain>(key);

    private Task<GrantResult> Refresh(string family, RefreshToken token) =>
        Family(family).Refresh(new RefreshRequest { Client = Client, Token = token }, CancellationToken.None);
}
