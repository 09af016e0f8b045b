using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.A2A.Push;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
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
        new("user", UserGrain.RemovedStay, "\"removedAt\":", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IUserGrain>(key).Expire(cancellation)),
        new("used_once", Lifetimes.ReplayWatch, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<IUsedOnceGrain>(key).Expire(cancellation)),
        new("email", TimeSpan.FromDays(1), "\"owner\":", Marked: false,
            (grains, key, cancellation) => grains.GetGrain<IEmailGrain>(key).Expire(cancellation)),
    ];

    /// <summary>What fills, once, the lists of tenants, people and keys of a database from before there were such lists.</summary>
    public static readonly ImmutableList<RetentionRule> Lists =
    [
        new("tenant", TimeSpan.Zero, "", Marked: true,
            (grains, key, cancellation) => grains.GetGrain<ITenantsGrain>(GrainKeys.Operations).Enlist(GrainKeys.TenantOf(key), cancellation)) { Name = "list of tenants" },
        new("user", TimeSpan.Zero, "", Marked: true, EnlistUser) { Name = "list of people" },
        new("api_key", TimeSpan.Zero, "", Marked: true, EnlistKey) { Name = "list of keys" },
    ];

    /// <summary>What a pass calls it.</summary>
    public string Name { get; init; } = State;

    /// <summary>All rules, with those whose times the settings give.</summary>
    public static ImmutableList<RetentionRule> With(TimeSpan sessionIdle, TimeSpan keepTasks) => All.AddRange(
    [
        new("mcp_session", sessionIdle, "", Marked: true, (grains, key, cancellation) => grains.GetGrain<IMcpSessionGrain>(key).Expire(cancellation)),
        new("push_outbox", keepTasks, "", Marked: true, (grains, key, cancellation) => grains.GetGrain<IPushOutboxGrain>(key).Expire(cancellation)),
        new("remote_task", keepTasks, "", Marked: true, (grains, key, cancellation) => grains.GetGrain<IRemoteAgentGrain>(key).Expire(cancellation)),
    ]);

    private static async Task EnlistUser(IGrainFactory grains, string key, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IUserGrain>(key).Get(cancellation) is { } user)
            await grains.GetGrain<IPeopleGrain>(GrainKeys.Tenant(GrainKeys.TenantOf(key))).Enlist(user, cancellation);
    }

    private static async Task EnlistKey(IGrainFactory grains, string key, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IApiKeyGrain>(key).Resolve(cancellation) is { } live)
            await grains.GetGrain<IApiKeysGrain>(live.User.Key()).Enlist(GrainKeys.LocalPartOf(key), cancellation);
    }

    /// <summary>A key's row goes first: a list that still names it says nothing of what is not there.</summary>
    private static async Task ForgetKey(IGrainFactory grains, string key, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IApiKeyGrain>(key).Expire(cancellation) is { } owner)
            await grains.GetGrain<IApiKeysGrain>(owner.Key()).Forget(GrainKeys.LocalPartOf(key), cancellation);
    }

    /// <summary>Whether the row's grain is to be asked.</summary>
    public bool MayHaveEnded(StoredRow row, DateTimeOffset now) => !row.IsCleared && row.IsMarked == Marked && row.WrittenAt <= now - Unwritten;
}
