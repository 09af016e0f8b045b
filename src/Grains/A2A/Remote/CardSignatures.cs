using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Outbound;
using Actors.Wire;

namespace Actors.Grains.A2A.Remote;

/// <summary>Checks the signatures of others' cards (A2A 1.0 §8.4.3): a JWS over the canonical JSON, with the key set that the signature points to.</summary>
public sealed class CardSignatures(OutboundHttp http, OutboundGuard guard)
{
    private const int MostLookedAt = 4;

    /// <summary>Whose keys vouch for a card: where they lie; null for a card without a signature, or with none that says where its key is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: no signature holds.</exception>
    public async Task<string?> Check(JsonElement card, CancellationToken cancellation)
    {
        if (!card.TryGetProperty("signatures", out var signatures) || signatures.ValueKind != JsonValueKind.Array) return null;
        byte[][]? readings = null;
        string? wrong = null;
        foreach (var signature in signatures.EnumerateArray().Take(MostLookedAt).Select(CardSignature.Read))
        {
            if (signature is { KeySet: null }) continue;
            wrong = signature is null ? "It cannot be read." : await Check(signature, readings ??= Readings(card), cancellation);
            if (wrong is null) return signature!.KeySet!.GetLeftPart(UriPartial.Authority);
        }
        return wrong is null ? null : throw ActorException.InvalidArgument("cardUrl", $"The card's signature does not hold. {wrong}");
    }

    /// <summary>Why a signature does not hold; null if it does.</summary>
    private async Task<string?> Check(CardSignature signature, byte[][] readings, CancellationToken cancellation)
    {
        if (await guard.Refusal(signature.KeySet!, cancellation) is { } refusal) return $"Its keys cannot be fetched. {refusal}";
        try
        {
            using var response = await http.Get(signature.KeySet!, cancellation);
            if (!JsonWebKeys.TryRead(await response.Content.ReadAsStringAsync(cancellation), out var keys)) return "Where it says that its keys are, there are none.";
            return readings.Any(reading => signature.IsOver(reading, keys)) ? null : "The card was changed, or the key is another.";
        }
        catch (OutboundException away)
        {
            return $"Its keys cannot be fetched: {away.Message}";
        }
    }

    /// <summary>What may have been signed: the card as it came, and without what is as good as not there, since many send what their signature leaves out.</summary>
    private static byte[][] Readings(JsonElement card)
    {
        var whole = JsonObject.Create(card)!;
        whole.Remove("signatures");
        return [Encoding.UTF8.GetBytes(CanonicalJson.Of(whole)), Encoding.UTF8.GetBytes(CanonicalJson.Of(Filled(whole)))];
    }

    private static JsonNode? Filled(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Filled(member.Value))).Where(member => member.Value is not null)) is { Count: > 0 } filled ? filled : null,
        JsonArray items => new JsonArray([.. items.Select(Filled).Where(item => item is not null)]) is { Count: > 0 } filled ? filled : null,
        JsonValue text when text.TryGetValue(out string? characters) && characters.Length == 0 => null,
        _ => value?.DeepClone(),
    };

    /// <summary>One signature (§8.4.2).</summary>
    private sealed record CardSignature(string Protected, byte[] Signature, string Algorithm, string? KeyId, Uri? KeySet)
    {
        /// <summary>Reads it; null if it is none, or asks for what is not known here.</summary>
        public static CardSignature? Read(JsonElement json)
        {
            try
            {
                var text = json.GetProperty("protected").GetString()!;
                using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text), new() { AllowDuplicateProperties = false });
                var header = document.RootElement;
                if (header.TryGetProperty("crit", out _)) return null;
                var keySet = header.TryGetProperty("jku", out var jku) ? new Uri(jku.GetString()!) : null;
                return new(text, Base64Url.DecodeFromChars(json.GetProperty("signature").GetString()), header.GetProperty("alg").GetString()!, header.TryGetProperty("kid", out var kid) ? kid.GetString() : null, keySet);
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
            {
                return null;
            }
        }

        public bool IsOver(byte[] payload, JsonWebKeys keys) =>
            keys.Verify(Algorithm, KeyId, Encoding.ASCII.GetBytes($"{Protected}.{Base64Url.EncodeToString(payload)}"), Signature);
    }
}
