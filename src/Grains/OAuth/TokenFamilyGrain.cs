using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="ITokenFamilyGrain"/>
/// <remarks>
/// The secret of the n-th refresh token is HMAC(family secret, n). So the store holds no token, a lost answer can be
/// given again, and every token the family ever had can be told from one that was made up.
/// </remarks>
[PreferLocalPlacement]
public sealed class TokenFamilyGrain([PersistentState("token_family")] IPersistentState<TokenFamilyState> state, SecretBox box, AuditNotes notes, TimeProvider time)
    : Grain, ITokenFamilyGrain
{
    private byte[]? secret;

    private string Key => this.GetPrimaryKeyString();

    /// <summary>What the audit calls it.</summary>
    private string Session => $"session/{GrainKeys.LocalPartOf(Key)}";

    private SecretPlace Place => SecretPlace.Of(Key, "token family");

    /// <inheritdoc />
    public async Task<GrantResult> Open(OpenFamily request, CancellationToken cancellation)
    {
        if (state.State.Grant is not null || state.State.Revoked) return GrantRules.InvalidGrant("The authorization was revoked. Start it again.");
        var now = time.GetUtcNow();
        var fresh = RandomNumberGenerator.GetBytes(32);
        var opened = new TokenFamilyState { Grant = request.Grant, SealedSecret = await box.Seal(fresh, Place), OpenedAt = now, RefreshedAt = now };
        if (request.OneToken) opened = opened with { EndsAt = now + Lifetimes.AccessToken };
        await notes.Along(AuditNotes.Of(request.Grant.User, request.Grant.Client), "issue_token", Session, () => state.Save(opened, this));
        secret = fresh;
        return Grant(request.Grant.Scopes, request.Resource);
    }

    /// <inheritdoc />
    public async Task<GrantResult> Refresh(RefreshRequest request, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        var now = time.GetUtcNow();
        if (!state.State.IsLive(now) || !await IsOurs(request.Token))
            return GrantRules.InvalidGrant("The refresh token is unknown, expired or revoked. Sign in again.");
        var grant = state.State.Grant!;
        if (request.Client != grant.Client) return GrantRules.InvalidGrant("The refresh token was given to another client.");
        if (state.State.IsReuse(request.Token.Generation, now)) return await RefuseReuse();
        if (GrantRules.Problem(grant, request) is { } refusal) return refusal;
        if (await StandingOf(grant, cancellation) is null) return GrantRules.InvalidGrant("The user may not act any more.");

        if (request.Token.Generation == state.State.Generation)
        {
            await state.Save(state.State with { Generation = state.State.Generation + 1, RefreshedAt = now }, this);
            await notes.Note(AuditNotes.Of(grant.User, grant.Client), "refresh_token", Session, AuditNotes.Done);
        }

        return Grant(request.Scopes ?? grant.Scopes, request.Resource);
    }

    /// <inheritdoc />
    public async Task Revoke(CancellationToken cancellation)
    {
        if (!state.State.Revoked) await state.Save(state.State with { Revoked = true, SealedSecret = null }, this);
    }

    /// <inheritdoc />
    public async Task<RevocationOutcome> RevokeBy(string client, RefreshToken? token, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (!state.State.IsLive(time.GetUtcNow()) || (token is not null && !await IsOurs(token))) return RevocationOutcome.Nothing;
        if (state.State.Grant!.Client != client) return RevocationOutcome.NotYours;
        await Revoke(cancellation);
        return RevocationOutcome.Revoked;
    }

    /// <inheritdoc />
    public async Task<bool> IsActive(CancellationToken cancellation) => await Standing(cancellation) is not null;

    /// <inheritdoc />
    public async Task<Standing?> Standing(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (!state.State.IsLive(time.GetUtcNow())) return null;
        var standing = await StandingOf(state.State.Grant!, cancellation);
        return state.State.Revoked ? null : standing;
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(!state.State.IsLive(time.GetUtcNow()), this);

    /// <inheritdoc />
    public async Task<InspectedToken?> Inspect(RefreshToken token, CancellationToken cancellation)
    {
        if (await Standing(cancellation) is null || token.Generation != state.State.Generation || !await IsOurs(token)) return null;
        var (idle, total) = (state.State.RefreshedAt + Lifetimes.Idle, state.State.OpenedAt + Lifetimes.Total);
        return new() { Grant = state.State.Grant!, IssuedAt = state.State.RefreshedAt, ExpiresAt = idle < total ? idle : total };
    }

    /// <inheritdoc />
    public async Task Reseal(CancellationToken cancellation)
    {
        if (state.State.SealedSecret is { } text && await box.Reseal(text, Place) is { } resealed)
            await state.Save(state.State with { SealedSecret = resealed }, this);
    }

    /// <inheritdoc />
    public async Task<FamilyDetails?> Describe(CancellationToken cancellation)
    {
        if (await Standing(cancellation) is null || state.State.Grant is not { } grant) return null;
        var (idle, total) = (state.State.RefreshedAt + Lifetimes.Idle, state.State.OpenedAt + Lifetimes.Total);
        return new FamilyDetails
        {
            Client = grant.Client, User = grant.User, Scopes = grant.Scopes, OpenedAt = state.State.OpenedAt, RefreshedAt = state.State.RefreshedAt,
            ExpiresAt = idle < total ? idle : total,
        };
    }

    private async Task<GrantResult> RefuseReuse()
    {
        await Revoke(CancellationToken.None);
        await notes.Note(AuditNotes.Of(state.State.Grant!.User, state.State.Grant.Client), "refresh_token", Session, ErrorCodes.Unauthenticated);
        var result = GrantRules.InvalidGrant("The refresh token was used before. All tokens of this sign-in are revoked; sign in again.");
        return result with { Refusal = result.Refusal! with { RevokedFamily = Key } };
    }

    private GrantResult Grant(IReadOnlyList<string> scopes, string? resource)
    {
        var grant = state.State.Grant!;
        return GrantResult.Of(new TokenGrant
        {
            User = grant.User,
            Client = grant.Client,
            Scopes = scopes,
            Resource = resource ?? grant.Resource,
            Family = GrainKeys.LocalPartOf(Key),
            SignedInAt = grant.SignedInAt,
            RefreshToken = Token(state.State.Generation),
        });
    }

    /// <summary>Also opens the family's secret, which making a token takes.</summary>
    private async Task<bool> IsOurs(RefreshToken token)
    {
        secret ??= await box.Open(state.State.SealedSecret!, Place);
        return token.Generation <= state.State.Generation && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(token.Secret), Encoding.ASCII.GetBytes(Token(token.Generation).Secret));
    }

    private RefreshToken Token(int generation)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, generation);
        return new RefreshToken
        {
            Tenant = GrainKeys.TenantOf(Key),
            Family = GrainKeys.LocalPartOf(Key),
            Generation = generation,
            Secret = Base64Url.EncodeToString(HMACSHA256.HashData(secret!, number)),
        };
    }

    /// <summary>What the user is, or null where they may not act, or have signed out everywhere since.</summary>
    private async Task<Standing?> StandingOf(AuthorizationGrant grant, CancellationToken cancellation)
    {
        var standing = await User(grant).Standing(cancellation);
        return standing is null || grant.SignedInAt < standing.SignedOutAt ? null : standing;
    }

    private IUserGrain User(AuthorizationGrant grant) => GrainFactory.GetGrain<IUserGrain>(grant.User.Key());
}
