using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Contracts.OAuth;
using Actors.Grains.Identity;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.OAuth;

namespace Actors.Grains.Retention;

/// <summary>
/// Which rows of a state may have ended. It only spares grains from being asked in vain: each decides itself whether it has.
/// </summary>
/// <param name="State">The state's name.</param>
/// <param name="Unwritten">How long nothing was written of a row that may have ended.</param>
/// <param name="Mark">What the JSON of a row is looked through for, or nothing.</param>
/// <param name="Marked">Whether rows that may have ended have the mark, or lack it.</param>
/// <param name="Expire">Tells the grain of this key to remove what it has stored, if it has ended.</param>
internal sealed record RetentionRule(
    string State, TimeSpan Unwritten, string Mark, bool Marked, Func<IGrainFactory, string, CancellationToken, Task> Expire)
{
    /// <summary>The rules with fixed times, in the order in which a pass applies them.</summary>
    private static readonly ImmutableList<RetentionRule> All =
    [
        new("authorization_code", TimeSpan.FromHours(1), "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IAuthorizationCodeGrain>(key).Expire(cancellation)),
        new("device_code", TimeSpan.FromHours(1), "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IDeviceCodeGrain>(key).Expire(cancellation)),
        new("user_code", TimeSpan.FromHours(1), "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IUserCodeGrain>(key).Expire(cancellation)),
        new("browser_session", TimeSpan.FromHours(12), "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IBrowserSessionGrain>(key).Expire(cancellation)),
        new("token_family", Lifetimes.Idle, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<ITokenFamilyGrain>(key).Expire(cancellation)),
        new("oauth_client", Lifetimes.UnusedClient, "\"unusedSince\":", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IClientGrain>(key).Expire(cancellation)),
        new("invitation", InvitationGrain.Lifetime, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IInvitationGrain>(key).Expire(cancellation)),
        new("password_reset", PasswordResetGrain.Lifetime, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IPasswordResetGrain>(key).Expire(cancellation)),
        new("api_key", ApiKeyGrain.RevokedStay, "\"revokedAt\":", Marked: true, ForgetKey),
        new("used_once", Lifetimes.ReplayWatch, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IUsedOnceGrain>(key).Expire(cancellation)),
        new("email", TimeSpan.FromDays(1), "\"owner\":", Marked: false,
            (grains, key, cancellation) => grains.GetGrain<IEmailGrain>(key).Expire(cancellation)),
    ];

    /// <summary>All rules, with those whose times the settings give.</summary>
    public static ImmutableList<RetentionRule> With(TimeSpan sessionIdle) => All.Add(
        new("mcp_session", sessionIdle, "", Marked: true, (grains, key, cancellation) => grains.GetGrain<IMcpSessionGrain>(key).Expire(cancellation)));

    /// <summary>A key's row goes first: a list that still names it says nothing of what is not there.</summary>
    private static async Task ForgetKey(IGrainFactory grains, string key, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IApiKeyGrain>(key).Expire(cancellation) is { } owner)
            await grains.GetGrain<IApiKeysGrain>(owner.Key()).Forget(GrainKeys.LocalPartOf(key), cancellation);
    }

    /// <summary>Whether the row's grain is to be asked.</summary>
    public bool MayHaveEnded(StoredRow row, DateTimeOffset now) => !row.IsCleared && row.IsMarked == Marked && row.WrittenAt <= now - Unwritten;
}
