using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Gateway.Admission;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>
/// Opens, finds and ends sessions (2025-11-25, transports: Session Management). Any gateway serves any session: each asks the
/// session's grain once in five seconds while it is used, so that most calls cost a look-up. To look for a session that this gateway
/// does not know is a call of its own, for there may be none: whoever makes up ids spends their quota.
/// </summary>
internal sealed class SessionDirectory(IGrainFactory grains, IAdmission admission, TimeProvider time)
{
    public const string Header = "Mcp-Session-Id";
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly BoundedCache<(string Tenant, string Id), Slot> slots = new(20_000);

    /// <summary>Opens a session for the caller, durably, under an id of <see cref="SecretText.New"/>; it is stored, and so counts as a call. The error says why it is not opened.</summary>
    public async Task<McpError?> Open(HttpContext http, string id, McpSession session)
    {
        try
        {
            using var turn = await admission.Admit(http, "initialize");
            using var _ = Caller.Platform(http.CorrelationId()).Enter();
            var key = Key(http.Caller(), id);
            await Grain(key).Open(session, http.RequestAborted);
            slots.GetOrAdd((http.Caller().Tenant, id), new Slot(key)).Set(Of(id, key, session), at: 0);
            return null;
        }
        catch (ActorException open) when (open.Error.Code == ErrorCodes.Conflict)
        {
            return McpError.InvalidRequest("Invalid request: this session is initialized already.");
        }
        catch (ActorException over) when (over.Error.Code == ErrorCodes.RateLimited)
        {
            return McpError.RateLimited(http, over.Error);
        }
    }

    /// <summary>The caller's session of this id, or null: somebody else's is as good as none.</summary>
    public ValueTask<Session?> Find(HttpContext http, string id)
    {
        if (!IsId(id)) return default;
        if (!slots.TryGet((http.Caller().Tenant, id), out var slot) || slot.Session is null) return Look(http, id);
        return slot.AskedAt is not 0 and var askedAt && time.GetElapsedTime(askedAt) < Freshness
            ? new(Own(slot.Session, http))
            : Ask(slot, http, id);
    }

    /// <summary>Changes something that a session of the caller's remembers; this gateway sees it at once.</summary>
    public async Task Change(HttpContext http, Session session, Func<IMcpSessionGrain, Task> change)
    {
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        await change(Grain(session.Key));
        if (slots.TryGet((http.Caller().Tenant, session.Id), out var slot)) slot.AskedAt = 0;
    }

    /// <summary>Has a session that was opened remember that it is used. Its stream is open here, so that its id is no guess, and counts for nothing.</summary>
    public async Task Use(HttpContext http, string id) => await Ask(new Slot(Key(http.Caller(), id)), http, id);

    /// <summary>Whether a text can be the id of a session.</summary>
    public static bool IsId(string text) => SecretText.IsSecret(text);

    private async ValueTask<Session?> Look(HttpContext http, string id)
    {
        using var turn = await admission.Admit(http, Header);
        var slot = new Slot(Key(http.Caller(), id));
        var session = await Ask(slot, http, id);
        if (slot.Session is not null) slots.GetOrAdd((http.Caller().Tenant, id), slot).Set(slot.Session, slot.AskedAt);
        return session;
    }

    private async ValueTask<Session?> Ask(Slot slot, HttpContext http, string id)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(http.CorrelationId()).Enter();
        var session = await Grain(slot.Key).Get(http.RequestAborted);
        slot.Set(session is null ? null : Of(id, slot.Key, session), askedAt);
        return Own(slot.Session, http);
    }

    private IMcpSessionGrain Grain(string key) => grains.GetGrain<IMcpSessionGrain>(key);

    /// <summary>The key of the grain of a caller's session.</summary>
    public static string Key(Caller caller, string id) => GrainKeys.McpSession(caller.Tenant, SecretText.Digest(id));

    private static Session Of(string id, string key, McpSession session) => new(id, key, session, ProtocolVersion.Find(session.Version) ?? ProtocolVersion.WhereNoneIsNamed);

    private static Session? Own(Session? session, HttpContext http) => session?.Agreed.Owner == http.Caller().Owner ? session : null;

    private sealed class Slot(string key)
    {
        private long askedAt;
        private volatile Session? session;

        public string Key => key;

        public Session? Session => session;

        public long AskedAt { get => Volatile.Read(ref askedAt); set => Volatile.Write(ref askedAt, value); }

        public void Set(Session? found, long at)
        {
            session = found;
            AskedAt = at;
        }
    }
}
