using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Wire;

namespace Actors.Gateway.A2A.Cards;

/// <summary>Puts the backend's signature on cards (A2A 1.0 §8.4): a JWS over the canonical JSON, checked with the keys that access tokens are checked with.</summary>
internal sealed class CardSigner(IGrainFactory grains, PublicAddress address)
{
    /// <summary>A copy of the card with its signatures.</summary>
    /// <param name="card">The card.</param>
    /// <param name="readings">What is left of it to those who check: readers of one revision drop what they do not know of the other.</param>
    public async Task<JsonObject> Sign(JsonObject card, params JsonObject[] readings)
    {
        var signatures = new JsonArray();
        foreach (var reading in readings) signatures.Add((JsonNode)await Signature(reading));
        var signed = card.DeepClone().AsObject();
        signed["signatures"] = signatures;
        return signed;
    }

    private async Task<JsonObject> Signature(JsonObject card)
    {
        using var _ = Caller.Platform("agent-cards").Enter();
        var signature = await grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys)
            .SignDocument(new() { Payload = CanonicalJson.Of(card), KeySet = $"{address.Base}/oauth/jwks" }, CancellationToken.None);
        return new() { ["protected"] = signature.Protected, ["signature"] = signature.Signature };
    }
}
