using System.Globalization;
using System.Text.Json;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>What a message for the agent <c>remote</c> says beside itself.</summary>
/// <param name="Agent">To which agent it is to be handed.</param>
/// <param name="Hops">How often it was handed on before: each backend counts, so that one that comes round in a circle is seen to.</param>
internal sealed record RemoteMetadata(string? Agent, int Hops)
{
    public static RemoteMetadata Of(Message message)
    {
        if (message.Metadata is not { } text) return new(null, 0);
        using var metadata = JsonDocument.Parse(text);
        var agent = metadata.RootElement.TryGetProperty("agent", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        return new(agent, metadata.RootElement.TryGetProperty("hops", out var hops) && hops.ValueKind == JsonValueKind.Number && hops.TryGetInt32(out var many) ? Math.Max(many, 0) : 0);
    }

    /// <summary>What the next backend is told.</summary>
    public static string Write(int hops) => string.Create(CultureInfo.InvariantCulture, $$"""{"hops":{{hops}}}""");
}
