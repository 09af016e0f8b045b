namespace Actors.Grains.Mcp;

/// <summary>The requests of a session whose streams have begun and not ended, and when somebody last said to be working on each.</summary>
internal sealed class OpenRequests
{
    private readonly Dictionary<long, (string? Request, DateTimeOffset At)> open = [];

    /// <summary>Whether those that an activation before had begun are among them.</summary>
    public bool AreFound { get; set; }

    /// <summary>Whether there are any.</summary>
    public bool Any => open.Count > 0;

    /// <summary>A request begins, by its id in JSON.</summary>
    public void Begin(long stream, string request, DateTimeOffset now) => open[stream] = (request, now);

    /// <summary>A request that had begun before; whoever works on it may have said so since.</summary>
    public void Find(long stream, string request, DateTimeOffset since) => open[stream] = (request, open.TryGetValue(stream, out var known) ? known.At : since);

    /// <summary>One that is not known may have begun before; but where those are found, it has ended, and stays so.</summary>
    public void Renew(long stream, DateTimeOffset now)
    {
        if (!AreFound || open.ContainsKey(stream)) open[stream] = (open.GetValueOrDefault(stream).Request, now);
    }

    /// <summary>Answers whether it was open: whoever ends a request is the one to answer it.</summary>
    public bool End(long stream) => open.Remove(stream);

    /// <summary>Those of which nobody has said since <paramref name="limit"/> that they are being worked on.</summary>
    public IReadOnlyList<(long Stream, string Request)> Lost(DateTimeOffset limit) =>
        [.. open.Where(one => one.Value.Request is not null && one.Value.At <= limit).Select(one => (one.Key, one.Value.Request!))];
}
