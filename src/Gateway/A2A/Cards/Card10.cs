using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Gateway.A2A.Cards;

/// <summary>
/// An agent's card in A2A 1.0 (§4.4.1): who it is, where it answers, what it can do and what a client needs to be let in. Nothing in it is
/// empty or the default, so that whoever checks its signature canonicalizes it to the same bytes (§8.4.1).
/// </summary>
internal static class Card10
{
    /// <summary>Makes the card.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="skills">What it can do.</param>
    /// <param name="extensions">The extensions it takes part in.</param>
    /// <param name="origin">The origin it is reached at.</param>
    /// <param name="tenant">Whose card it is, or null for everybody's.</param>
    public static JsonObject Of(AgentAttribute agent, IEnumerable<AgentSkillAttribute> skills, IReadOnlyCollection<AgentExtensionAttribute> extensions, string origin, string? tenant = null)
    {
        var url = $"{origin}{A2AEndpoints.Resource}/{agent.Name}";
        var capabilities = new JsonObject { ["streaming"] = true, ["pushNotifications"] = true, ["extendedAgentCard"] = true };
        if (extensions.Count > 0) capabilities["extensions"] = new JsonArray([.. extensions.Select(Extension)]);
        return new()
        {
            ["name"] = agent.Title,
            ["description"] = agent.Description,
            ["supportedInterfaces"] = new JsonArray(Interface(url, "JSONRPC", "1.0", tenant), Interface(url, "HTTP+JSON", "1.0", tenant), Interface(url, "JSONRPC", "0.3"), Interface(url, "HTTP+JSON", "0.3")),
            ["version"] = agent.Version,
            ["capabilities"] = capabilities,
            ["securitySchemes"] = SecuritySchemes(origin),
            ["securityRequirements"] = new JsonArray(Requires("oauth2"), Requires("apiKey")),
            ["defaultInputModes"] = Texts(agent.Modes),
            ["defaultOutputModes"] = Texts(agent.Modes),
            ["skills"] = new JsonArray([.. skills.Select(Skill)]),
        };
    }

    private static JsonObject Interface(string url, string binding, string version, string? tenant = null)
    {
        var json = new JsonObject { ["url"] = url, ["protocolBinding"] = binding, ["protocolVersion"] = version };
        if (tenant is not null) json["tenant"] = tenant;
        return json;
    }

    /// <summary>OAuth with the authorization server here, or an API key (§4.5).</summary>
    private static JsonObject SecuritySchemes(string origin) => new()
    {
        ["oauth2"] = new JsonObject
        {
            ["oauth2SecurityScheme"] = new JsonObject
            {
                ["oauth2MetadataUrl"] = $"{origin}/.well-known/oauth-authorization-server",
                ["flows"] = new JsonObject
                {
                    ["authorizationCode"] = new JsonObject
                    {
                        ["authorizationUrl"] = $"{origin}/oauth/authorize",
                        ["tokenUrl"] = $"{origin}/oauth/token",
                        ["scopes"] = new JsonObject(Scopes.All.Where(known => known.Scope is Scopes.AgentsRead or Scopes.AgentsWrite).Select(known => KeyValuePair.Create(known.Scope, (JsonNode?)known.Meaning))),
                        ["pkceRequired"] = true,
                    },
                },
            },
        },
        ["apiKey"] = new JsonObject { ["apiKeySecurityScheme"] = new JsonObject { ["location"] = "header", ["name"] = "X-Api-Key" } },
    };

    private static JsonObject Requires(string scheme) => new()
    {
        ["schemes"] = new JsonObject { [scheme] = new JsonObject { ["list"] = Texts([Scopes.AgentsRead, Scopes.AgentsWrite]) } },
    };

    private static JsonObject Extension(AgentExtensionAttribute extension)
    {
        var json = new JsonObject { ["uri"] = extension.Uri, ["description"] = extension.Description };
        if (extension.Required) json["required"] = true;
        return json;
    }

    private static JsonObject Skill(AgentSkillAttribute skill)
    {
        var json = new JsonObject { ["id"] = skill.Id, ["name"] = skill.Title, ["description"] = skill.Description, ["tags"] = Texts(skill.Tags) };
        if (skill.Examples.Length > 0) json["examples"] = Texts(skill.Examples);
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
