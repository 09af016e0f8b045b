using System.Text.Json.Nodes;

namespace Actors.Gateway.A2A.Cards;

/// <summary>A card of A2A 1.0 as 0.3 words it (0.3 §5.5).</summary>
internal static class Card03
{
    private static readonly string[] Same = ["name", "description", "version", "defaultInputModes", "defaultOutputModes", "skills"];

    /// <summary>By the published JSON schema.</summary>
    public static JsonObject Of(JsonObject card)
    {
        var old = new JsonObject();
        foreach (var name in Same) old[name] = card[name]!.DeepClone();
        var interfaces = card["supportedInterfaces"]!.AsArray().Where(one => (string)one!["protocolVersion"]! == "0.3").ToArray();
        old["protocolVersion"] = "0.3.0";
        old["url"] = (string)interfaces[0]!["url"]!;
        old["preferredTransport"] = (string)interfaces[0]!["protocolBinding"]!;
        old["additionalInterfaces"] = new JsonArray([.. interfaces.Select(one => new JsonObject { ["url"] = (string)one!["url"]!, ["transport"] = (string)one["protocolBinding"]! })]);
        var capabilities = card["capabilities"]!.DeepClone().AsObject();
        if (capabilities.Remove("extendedAgentCard")) old["supportsAuthenticatedExtendedCard"] = true;
        old["capabilities"] = capabilities;
        old["securitySchemes"] = Each(card["securitySchemes"]!.AsObject(), Scheme);
        old["security"] = new JsonArray([.. card["securityRequirements"]!.AsArray().Select(one => Each(one!["schemes"]!.AsObject(), scopes => scopes["list"]!.DeepClone()))]);
        return old;
    }

    /// <summary>By the proto of <c>a2a.v1</c>, whose security is that of 1.0.</summary>
    public static JsonObject ProtoOf(JsonObject card)
    {
        var old = Of(card);
        old["securitySchemes"] = Each(card["securitySchemes"]!.AsObject(), WithoutPkce);
        old["security"] = card["securityRequirements"]!.DeepClone();
        return old;
    }

    /// <summary>One card that clients of both revisions read, each past what it does not know.</summary>
    public static JsonObject With(JsonObject card)
    {
        var both = card.DeepClone().AsObject();
        Add(both, Of(card));
        return both;
    }

    private static void Add(JsonObject to, JsonObject more)
    {
        foreach (var (name, value) in more)
            if (to[name] is not { } there) to[name] = value!.DeepClone();
            else if (there is JsonObject inner && value is JsonObject further) Add(inner, further);
    }

    private static JsonNode Scheme(JsonNode scheme) => scheme["apiKeySecurityScheme"] is { } key
        ? new JsonObject { ["type"] = "apiKey", ["in"] = (string)key["location"]!, ["name"] = (string)key["name"]! }
        : new JsonObject
        {
            ["type"] = "oauth2",
            ["flows"] = WithoutPkce(scheme)["oauth2SecurityScheme"]!["flows"]!.DeepClone(),
            ["oauth2MetadataUrl"] = (string)scheme["oauth2SecurityScheme"]!["oauth2MetadataUrl"]!,
        };

    /// <summary>A flow says only since 1.0 that it takes PKCE.</summary>
    private static JsonNode WithoutPkce(JsonNode scheme)
    {
        var copy = scheme.DeepClone();
        copy["oauth2SecurityScheme"]?["flows"]!["authorizationCode"]!.AsObject().Remove("pkceRequired");
        return copy;
    }

    private static JsonObject Each(JsonObject members, Func<JsonNode, JsonNode> change) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)change(member.Value!))));
}
