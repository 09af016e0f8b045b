using System.Text.Json;
using Actors.Contracts.Tools;

namespace Actors.Gateway.Mcp;

/// <summary>A client's declared capabilities as tools ask for them (client: Capabilities).</summary>
internal static class ClientAbilities
{
    private static readonly (string Ability, string Capability, string? Within)[] Known =
    [
        (ClientAnswers.Forms, "elicitation", "form"), (ClientAnswers.Visits, "elicitation", "url"), (ClientAnswers.Models, "sampling", null), (ClientAnswers.Folders, "roots", null),
    ];

    public static IReadOnlyList<string> Of(JsonElement capabilities) =>
        capabilities.ValueKind != JsonValueKind.Object ? [] : [.. Known.Where(known => Has(capabilities, known.Capability, known.Within)).Select(known => known.Ability)];

    /// <summary>Writes the capabilities that the client would have to declare, as it would declare them.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<string> abilities)
    {
        foreach (var capability in Known.Where(known => abilities.Contains(known.Ability)).GroupBy(known => known.Capability, StringComparer.Ordinal))
        {
            json.WriteStartObject(capability.Key);
            foreach (var (_, _, within) in capability)
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
