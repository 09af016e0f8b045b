using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Contracts.Mcp;
using Actors.Grains.Infrastructure;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Mcp;

/// <inheritdoc cref="IMcpSessionGrain"/>
/// <remarks>Leaves memory soon after its last use. Use is written down now and then only, so that reading a session hardly ever writes.</remarks>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class McpSessionGrain([PersistentState("mcp_session")] IPersistentState<McpSessionState> state, IOptions<McpOptions> options, TimeProvider time)
    : Grain, IMcpSessionGrain
{
    private const int NotesOfUse = 24;
    private const int MostSubscriptions = 1_000;

    private TimeSpan Idle => options.Value.SessionIdle;

    private TimeSpan Unused => time.GetUtcNow() - state.State.UsedAt;

    /// <inheritdoc />
    public Task Open(McpSession session, CancellationToken cancellation) => state.State.Session is null or { Client: "" }
        ? Save(session)
        : throw new ActorException(ErrorCodes.Conflict, "This session is open already.");

    /// <inheritdoc />
    public async Task<McpSession?> Get(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Session is not { } session || Unused >= Idle) return null;
        if (Unused >= Idle / NotesOfUse) await Save(session);
        return session;
    }

    /// <inheritdoc />
    public async Task SetLogLevel(string level, CancellationToken cancellation)
    {
        var session = await Live(cancellation);
        if (session.LogLevel != level) await Save(session with { LogLevel = level });
    }

    /// <inheritdoc />
    public async Task Follow(CancellationToken cancellation)
    {
        var session = await Live(cancellation);
        if (state.State.Follows) return;
        var (key, tenant) = (this.GetPrimaryKeyString(), GrainKeys.TenantOf(this.GetPrimaryKeyString()));
        await GrainFactory.GetGrain<IChangesGrain>(GrainKeys.User(tenant, session.Owner)).Follow(key, cancellation);
        await GrainFactory.GetGrain<IChangesGrain>(GrainKeys.Tenant(tenant)).Follow(key, cancellation);
        await state.Save(state.State with { Follows = true }, this);
    }

    /// <inheritdoc />
    public async Task Subscribe(string uri, CancellationToken cancellation)
    {
        await Follow(cancellation);
        var session = await Live(cancellation);
        if (session.Subscriptions.Contains(uri)) return;
        if (session.Subscriptions.Count >= MostSubscriptions)
            throw new ActorException(ErrorCodes.LimitReached, $"This session has {MostSubscriptions} subscriptions; end one first.", ("limit", "1000 subscriptions"));
        await Save(session with { Subscriptions = [.. session.Subscriptions, uri] });
    }

    /// <inheritdoc />
    public async Task Unsubscribe(string uri, CancellationToken cancellation)
    {
        var session = await Live(cancellation);
        if (session.Subscriptions.Contains(uri)) await Save(session with { Subscriptions = [.. session.Subscriptions.Where(other => other != uri)] });
    }

    /// <inheritdoc />
    public async Task<bool> Changed(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Session is not { } session || Unused >= Idle) return false;
        var streams = GrainFactory.GetGrain<IMcpStreamsGrain>(this.GetPrimaryKeyString());
        foreach (var change in changes.Where(change => change.Kind != ChangeKind.Resource || session.Subscriptions.Contains(change.Uri!)))
            await streams.Notify(Notifications.Of(change), cancellation);
        return true;
    }

    /// <inheritdoc />
    public async Task End(CancellationToken cancellation)
    {
        if (state.RecordExists)
        {
            await GrainFactory.GetGrain<IMcpStreamsGrain>(this.GetPrimaryKeyString()).Drop(cancellation);
            await state.ClearStateAsync(CancellationToken.None);
        }

        DeactivateOnIdle();
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => Unused >= Idle ? End(cancellation) : Task.CompletedTask;

    private async Task<McpSession> Live(CancellationToken cancellation) => await Get(cancellation) ?? throw ActorException.NotFound("The session has ended.");

    private Task Save(McpSession session) => state.Save(state.State with { Session = session, UsedAt = time.GetUtcNow() }, this);
}
