using System.Text;
using System.Text.Json;
using Actors.Gateway.JsonRpc;
using Actors.Tools;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway.Mcp;

/// <summary>Holds the headers against the body, so that whoever routes by headers sees what is run here (2026-07-28, Streamable HTTP: Request Metadata).</summary>
internal static class HeaderChecks
{
    public const string VersionHeader = "MCP-Protocol-Version";
    public const string MethodHeader = "Mcp-Method";
    public const string NameHeader = "Mcp-Name";
    private const string Base64Prefix = "=?base64?";
    private const string Base64Suffix = "?=";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Protocol Version Header, for every era: which revision the message is to be served by.</summary>
    public static McpError? Version(IHeaderDictionary headers, in JsonRpcMessage message, JsonElement named, out ProtocolVersion version)
    {
        version = ProtocolVersion.WhereNoneIsNamed;
        var values = headers[VersionHeader];
        if (values.Count == 0)
            return message.Kind == MessageKind.Request && named.ValueKind != JsonValueKind.Undefined ? Missing(VersionHeader) : null;
        if (values is not [{ } header]) return Repeated(VersionHeader);
        if (named.ValueKind == JsonValueKind.String && !named.ValueEquals(header)) return Differs(VersionHeader, header, named.GetString()!);
        if (ProtocolVersion.Find(header) is not { } found) return McpError.UnsupportedVersion(header);
        version = found;
        return null;
    }

    /// <summary>Standard Request Headers: the method, on every modern request.</summary>
    public static McpError? Method(IHeaderDictionary headers, string method) => headers[MethodHeader] switch
    {
        { Count: 0 } => Missing(MethodHeader),
        [{ } header] => header == method ? null : Differs(MethodHeader, header, method),
        _ => Repeated(MethodHeader),
    };

    /// <summary>Standard Request Headers: what is called, read or got, on the methods that have it.</summary>
    public static McpError? Name(IHeaderDictionary headers, in JsonRpcMessage message) => message.Method switch
    {
        "tools/call" or "prompts/get" => Name(headers, message.Params, "name"u8),
        "resources/read" => Name(headers, message.Params, "uri"u8),
        "tasks/get" or "tasks/update" or "tasks/cancel" => Name(headers, message.Params, "taskId"u8),
        _ => null,
    };

    private static McpError? Name(IHeaderDictionary headers, JsonElement parameters, ReadOnlySpan<byte> source)
    {
        if (headers[NameHeader] is not [{ } header]) return headers[NameHeader].Count == 0 ? Missing(NameHeader) : Repeated(NameHeader);
        if (Decode(header) is not { } name) return Undecodable(NameHeader);
        if (!parameters.TryGetProperty(source, out var value) || value.ValueKind != JsonValueKind.String) return null;
        return value.ValueEquals(name) ? null : Differs(NameHeader, name, value.GetString()!);
    }

    /// <summary>Server Behavior for Custom Headers: each argument that is to come in a header does, and is the same there.</summary>
    public static McpError? Parameters(IHeaderDictionary headers, IReadOnlyList<ParameterHeader> declared, JsonElement arguments)
    {
        foreach (var parameter in declared)
        {
            var (values, expected) = (headers[parameter.Header], parameter.Value(arguments));
            if (values.Count == 0 && expected is null) continue;
            if (values.Count == 0) return Missing(parameter.Header);
            if (values is not [{ } header]) return Repeated(parameter.Header);
            if (Decode(header) is not { } value) return Undecodable(parameter.Header);
            if (value != expected) return Differs(parameter.Header, value, expected ?? "nothing");
        }
        return null;
    }

    /// <summary>Value Encoding: visible ASCII as it is, or the Base64 of UTF-8 between the markers. Null if it is neither.</summary>
    private static string? Decode(string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~')) return null;
        if (!value.StartsWith(Base64Prefix, StringComparison.Ordinal) || !value.EndsWith(Base64Suffix, StringComparison.Ordinal)
            || value.Length < Base64Prefix.Length + Base64Suffix.Length) return value;
        try
        {
            var encoded = value[Base64Prefix.Length..^Base64Suffix.Length];
            return encoded.Contains(' ', StringComparison.Ordinal) ? null : StrictUtf8.GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception malformed) when (malformed is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static McpError Undecodable(string header) => McpError.HeaderMismatch($"{header} holds characters that a header cannot; encode it as {Base64Prefix}…{Base64Suffix}");

    private static McpError Missing(string header) => McpError.HeaderMismatch($"the {header} header is missing");

    private static McpError Repeated(string header) => McpError.HeaderMismatch($"the {header} header must be there once");

    private static McpError Differs(string header, string value, string body) =>
        McpError.HeaderMismatch($"{header} header value '{value}' does not match body value '{body}'");
}
