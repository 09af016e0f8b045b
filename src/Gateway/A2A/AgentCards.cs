using System.Reflection;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Tools;

namespace Actors.Gateway.A2A;

/// <summary>The public card of each agent (A2A 1.0 §4.4.1, §8): who it is, where it answers, what it can do and what a client needs to be let in.</summary>
internal sealed class AgentCards(AgentContracts agents, ToolCatalog tools, PublicAddress address)
{
    private readonly Dictionary<string, AgentCard> cards = agents.ByName.ToDictionary(agent => agent.Key, agent => new AgentCard(Bytes(agent.Value, tools, address)), StringComparer.Ordinal);

    /// <summary>The card of an agent, or null if there is none of this name.</summary>
    public AgentCard? Of(string agent) => cards.GetValueOrDefault(agent);

    private static byte[] Bytes(Type agent, ToolCatalog tools, PublicAddress address)
    {
        var declared = agent.GetCustomAttribute<AgentAttribute>()!;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, agent, declared, tools, address);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Type agent, AgentAttribute declared, ToolCatalog tools, PublicAddress address)
    {
        var url = $"{address.Base}{A2AEndpoints.Resource}/{declared.Name}";
        json.WriteStartObject();
        json.WriteString("name"u8, declared.Title);
        json.WriteString("description"u8, declared.Description);
        json.WriteStartArray("supportedInterfaces"u8);
        foreach (var binding in (string[])["JSONRPC", "HTTP+JSON"])
        {
            json.WriteStartObject();
            json.WriteString("url"u8, url);
            json.WriteString("protocolBinding"u8, binding);
            json.WriteString("protocolVersion"u8, "1.0"u8);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("version"u8, declared.Version);
        json.WriteStartObject("capabilities"u8);
        json.WriteBoolean("streaming"u8, true);
        json.WriteBoolean("pushNotifications"u8, false);
        json.WriteEndObject();
        WriteSecurity(json, address);
        Texts(json, "defaultInputModes"u8, declared.Modes);
        Texts(json, "defaultOutputModes"u8, declared.Modes);
        json.WriteStartArray("skills"u8);
        foreach (var skill in agent.GetCustomAttributes<AgentSkillAttribute>()) Write(json, skill.Id, skill.Title, skill.Description, skill.Tags, skill.Examples);
        if (declared.OffersTools)
            foreach (var tool in tools.Tools) Write(json, tool.Name, tool.Declared.Title, tool.Description, [tool.Declared.Scope.Split(':')[0]], []);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>OAuth with the authorization server here, or an API key (§4.5).</summary>
    private static void WriteSecurity(Utf8JsonWriter json, PublicAddress address)
    {
        json.WriteStartObject("securitySchemes"u8);
        json.WriteStartObject("oauth2"u8);
        json.WriteStartObject("oauth2SecurityScheme"u8);
        json.WriteString("oauth2MetadataUrl"u8, $"{address.Base}/.well-known/oauth-authorization-server");
        json.WriteStartObject("flows"u8);
        json.WriteStartObject("authorizationCode"u8);
        json.WriteString("authorizationUrl"u8, $"{address.Base}/oauth/authorize");
        json.WriteString("tokenUrl"u8, $"{address.Base}/oauth/token");
        json.WriteStartObject("scopes"u8);
        foreach (var (scope, meaning, _) in Scopes.All.Where(known => known.Scope is Scopes.AgentsRead or Scopes.AgentsWrite)) json.WriteString(scope, meaning);
        json.WriteEndObject();
        json.WriteBoolean("pkceRequired"u8, true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("apiKey"u8);
        json.WriteStartObject("apiKeySecurityScheme"u8);
        json.WriteString("location"u8, "header"u8);
        json.WriteString("name"u8, "X-Api-Key"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("securityRequirements"u8);
        Require(json, "oauth2"u8, Scopes.AgentsWrite);
        Require(json, "apiKey"u8, null);
        json.WriteEndArray();
    }

    private static void Require(Utf8JsonWriter json, ReadOnlySpan<byte> scheme, string? scope)
    {
        json.WriteStartObject();
        json.WriteStartObject("schemes"u8);
        json.WriteStartObject(scheme);
        json.WriteStartArray("list"u8);
        if (scope is not null) json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string id, string name, string description, string[] tags, string[] examples)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, name);
        json.WriteString("description"u8, description);
        Texts(json, "tags"u8, tags);
        if (examples.Length > 0) Texts(json, "examples"u8, examples);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, string[] texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
