using System.Diagnostics;
using System.Text.Json;

namespace Actors.Gateway.Mcp;

/// <summary>Continues the trace that a request's <c>_meta</c> names (2026-07-28, basic: trace context; W3C Trace Context), whichever transport brought it.</summary>
internal static class TraceContext
{
    /// <summary>The source of these activities, for whoever listens.</summary>
    public const string SourceName = "Actors.Mcp";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A span of the caller's trace around the call; null where it names none, or nothing that is one.</summary>
    public static Activity? Continue(in RequestMeta meta, string method)
    {
        if (meta.TraceParent.ValueKind != JsonValueKind.String) return null;
        var state = meta.TraceState.ValueKind == JsonValueKind.String ? meta.TraceState.GetString() : null;
        if (!ActivityContext.TryParse(meta.TraceParent.GetString(), state, isRemote: true, out var caller)) return null;
        ActivityLink[] links = Activity.Current is { } transport ? [new(transport.Context)] : [];
        return Source.StartActivity($"mcp {method}", ActivityKind.Server, caller, links: links) ?? Unheard(method, caller, state);
    }

    /// <summary>Where nobody records spans, logs and further calls still carry the trace.</summary>
    private static Activity Unheard(string method, ActivityContext caller, string? state)
    {
        var activity = new Activity($"mcp {method}").SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        activity.TraceStateString = state;
        return activity.Start();
    }
}
