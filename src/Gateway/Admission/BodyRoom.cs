using Actors.Contracts;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Admission;

/// <summary>
/// Bounds the memory that bodies take together: those of requests from when they arrive until they are answered, those of answers until
/// they are sent, for a client may take as long as it likes to read. Whoever has no room left is told to come again, and one tenant has
/// three quarters of it at most, as has a network whose tenant is unknown.
/// </summary>
internal sealed class BodyRoom(IOptions<AdmissionOptions> options)
{
    /// <summary>What each request has for nothing, twice the length of a small body: a small call is never refused.</summary>
    public const int Free = 16 * 1024;

    private readonly long size = options.Value.BodyBytes ?? Math.Max(32L * 1024 * 1024, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);
    private long all;

    /// <summary>How much is taken at the moment.</summary>
    public long Taken => Volatile.Read(ref all);

    /// <summary>Sees to it that the request has room for so many bytes, until it is answered.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Unavailable"/>: there is none.</exception>
    public static void Hold(HttpContext http, long bytes)
    {
        if (!TryHold(http, bytes))
            throw new ActorException(ErrorCodes.Unavailable, "Too many large bodies are being read at this moment; nothing was changed. Send yours again in a moment.", Soon);
    }

    /// <summary>The same for a body that may be so long, and a copy of it. One that claims to be longer is refused as soon as it is read.</summary>
    public static void HoldTwice(HttpContext http, long most) => Hold(http, 2 * Math.Min(http.Request.ContentLength ?? most, most));

    /// <summary>The same for the answer, of so many bytes.</summary>
    /// <exception cref="ActorException">There is none: <see cref="ErrorCodes.Unavailable"/> for what only reads, else <see cref="ErrorCodes.UnknownOutcome"/>.</exception>
    public static void HoldAnswer(HttpContext http, long bytes)
    {
        if (TryHold(http, bytes)) return;
        const string Full = "Too many large answers wait for their clients to read them";
        throw HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? new ActorException(ErrorCodes.Unavailable, $"{Full}. Ask again in a moment.", Soon)
            : new ActorException(ErrorCodes.UnknownOutcome, $"{Full}. Yours could not be sent; the call may have taken effect. Look before you repeat it.");
    }

    private static (string, string) Soon => ("retryAfter", "1");

    private static bool TryHold(HttpContext http, long bytes)
    {
        if (bytes <= Free) return true;
        if (http.Features.Get<Share>() is not { } share)
        {
            share = new(http.RequestServices.GetRequiredService<BodyRoom>(), http.Features.Get<Caller>()?.Tenant ?? ClientNetwork.Of(http).ToString());
            http.Features.Set(share);
            http.Response.RegisterForDispose(share);
        }
        return share.TryGrow(bytes);
    }

    private bool TryTake(string whose, long bytes)
    {
        lock (gate)
        {
            var mine = taken.GetValueOrDefault(whose) + bytes;
            if (bytes > 0 && (all + bytes > size || mine > size / 4 * 3)) return false;
            all += bytes;
            if (mine == 0) taken.Remove(whose);
            else taken[whose] = mine;
            return true;
        }
    }

    /// <summary>What one request has of the room. Given back when disposed.</summary>
    internal sealed class Share(BodyRoom room, string whose) : IDisposable
    {
        private long held;

        public bool TryGrow(long bytes)
        {
            if (bytes <= held) return true;
            if (!room.TryTake(whose, bytes - held)) return false;
            held = bytes;
            return true;
        }

        public void Dispose() => room.TryTake(whose, -Interlocked.Exchange(ref held, 0));
    }
}
