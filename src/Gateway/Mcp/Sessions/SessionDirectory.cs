using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>
/// Opens, finds and ends sessions (2025-11-25, transports: Session Management). Any gateway serves any session: each asks the
/// session's grain once in five seconds while it is used, so that most calls cost a look-up.
/// </summary>
internal sealed class SessionDirectory(IGrainFactory grains, TimeProvider time)
{
    public const string Header = "Mcp-Session-Id";
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly BoundedCache<(string Tenant, string Id), Slot> slots = new(20_000);

    /// <summary>Opens a session for the caller, durably, under an id of <see cref="SecretText.New"/>. False if a client has introduced itself in it.</summary>
    public async Task<bool> Open(HttpContext http, string id, McpSession session)
    {
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        try
        {
            await Grain(Key(http.Caller(), id)).Open(session, http.RequestAborted);
            return true;
        }
        catch (ActorException open) when (open.Error.Code == ErrorCodes.Conflict)
        {
            return false;
        }
    }

    /// <summary>The caller's session of this id, or null: somebody else's is as good as none.</summary>
    public ValueTask<Session?> Find(HttpContext http, string id)
    {
        if (!IsId(id)) return default;
        var slot = SlotOf(http.Caller(), id);
        return slot.Session is not null && slot.AskedAt is not 0 and var askedAt && time.GetElapsedTime(askedAt) < Freshness
            ? new(Own(slot.Session, http))
            : Ask(slot, http, id);
    }

    /// <summary>Changes something that a session of the caller's remembers; this gateway sees it at once.</summary>
    public async Task Change(HttpContext http, Session session, Func<IMcpSessionGrain, Task> change)
    {
        var slot = SlotOf(http.Caller(), session.Id);
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        await change(Grain(slot.Key));
        slot.AskedAt = 0;
    }

    /// <summary>Whether a text can be the id of a session.</summary>
    public static bool IsId(string text) => SecretText.IsSecret(text);

    /// <summary>Whom a session of this caller belongs to.</summary>
    public static string OwnerOf(Caller caller) => caller.User ?? caller.Client;

    private async ValueTask<Session?> Ask(Slot slot, HttpContext http, string id)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        var session = await Grain(slot.Key).Get(http.RequestAborted);
        slot.Session = session is null ? null : new(id, slot.Key, session, ProtocolVersion.Find(session.Version) ?? ProtocolVersion.WhereNoneIsNamed);
        slot.AskedAt = askedAt;
        return Own(slot.Session, http);
    }

    private Slot SlotOf(Caller caller, string id) =>
        slots.TryGet((caller.Tenant, id), out var slot) ? slot : slots.GetOrAdd((caller.Tenant, id), new Slot(Key(caller, id)));

    private IMcpSessionGrain Grain(string key) => grains.GetGrain<IMcpSessionGrain>(key);

    /// <summary>The key of the grain of a caller's session.</summary>
    public static string Key(Caller caller, string id) => GrainKeys.McpSession(caller.Tenant, SecretText.Digest(id));

    private static Session? Own(Session? session, HttpContext http) => session?.Agreed.Owner == OwnerOf(http.Caller()) ? session : null;

    private sealed class Slot(string key)
    {
        private long askedAt;
        private volatile Session? session;

        public string Key => key;

        public Session? Session { get => session; set => session = value; }

        public long AskedAt { get => Volatile.Read(ref askedAt); set => Volatile.Write(ref askedAt, value); }
    }
}
