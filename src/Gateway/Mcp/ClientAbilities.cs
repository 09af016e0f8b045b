using System.Text.Json;
using Actors.Contracts.Tools;

namespace Actors.Gateway.Mcp;

/// <summary>A client's declared capabilities as tools ask for them (client: Capabilities).</summary>
internal static class ClientAbilities
{
    private static readonly (string Ability, string Capability, string? Within, ProtocolVersion Since)[] Known =
    [
        (ClientAnswers.Forms, "elicitation", "form", ProtocolVersion.V20250618), (ClientAnswers.Visits, "elicitation", "url", ProtocolVersion.V20251125),
        (ClientAnswers.Models, "sampling", null, ProtocolVersion.V20241105), (ClientAnswers.Folders, "roots", null, ProtocolVersion.V20241105),
    ];

    /// <summary>What the client can do, as far as its revision has a request for it.</summary>
    public static IReadOnlyList<string> Of(JsonElement capabilities, ProtocolVersion version) => capabilities.ValueKind != JsonValueKind.Object ? []
        : [.. Known.Where(known => version.IsSince(known.Since) && Has(capabilities, known.Capability, known.Within)).Select(known => known.Ability)];

    /// <summary>Writes the capabilities that the client would have to declare, as it would declare them.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<string> abilities)
    {
        foreach (var capability in Known.Where(known => abilities.Contains(known.Ability)).GroupBy(known => known.Capability, StringComparer.Ordinal))
        {
            json.WriteStartObject(capability.Key);
            foreach (var (_, _, within, _) in capability)
            {
                if (within is null) continue;
                json.WriteStartObject(within);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
    }

    /// <summary>An elicitation capability that names no mode means forms.</summary>
    private static bool Has(JsonElement capabilities, string capability, string? within) =>
        capabilities.TryGetProperty(capability, out var declared) && declared.ValueKind == JsonValueKind.Object
        && (within is null || declared.TryGetProperty(within, out _) || (within == "form" && !declared.EnumerateObject().Any()));
}
