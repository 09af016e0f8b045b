using System.Collections.Immutable;
using System.Reflection;
using Actors.Contracts.A2A;

namespace Actors.Gateway.A2A;

/// <summary>What an agent asks of whoever speaks to it, as its card tells: extensions of the protocol (A2A 1.0 §4.6), and the media types it takes.</summary>
internal sealed class AgentTerms(Type agent)
{
    private readonly AgentExtensionAttribute[] extensions = [.. agent.GetCustomAttributes<AgentExtensionAttribute>()];
    private readonly string[] modes = agent.GetCustomAttribute<AgentAttribute>()!.Modes;

    /// <summary>Sees to it that the client declares what it has to, and tells it which of what it declares is in force (§3.2.6).</summary>
    /// <exception cref="A2AException">A required extension is not declared.</exception>
    public void CheckExtensions(HttpContext http)
    {
        if (extensions.Length == 0) return;
        var declared = Declared(http.Request);
        if (extensions.FirstOrDefault(extension => extension.Required && !declared.Contains(extension.Uri)) is { } missing)
            throw new A2AException(A2AError.ExtensionSupportRequired, $"This agent answers only clients of the extension {missing.Uri}. Name it in the header A2A-Extensions, if you support it.");
        var inForce = string.Join(", ", extensions.Select(extension => extension.Uri).Where(declared.Contains));
        if (inForce.Length > 0) http.Response.Headers["A2A-Extensions"] = inForce;
    }

    /// <summary>Sees to it that the agent takes what a message is made of.</summary>
    /// <exception cref="A2AException">It does not take a part's media type.</exception>
    public void CheckModes(Message message)
    {
        foreach (var part in message.Parts)
            if (MediaType(part) is { } type && !modes.Any(mode => Covers(mode, type)))
                throw new A2AException(A2AError.ContentTypeNotSupported, $"This agent does not take {type}. It takes {string.Join(", ", modes)}.");
    }

    /// <summary>0.3 had another name for the header.</summary>
    private static ImmutableHashSet<string> Declared(HttpRequest request) => request.Headers["A2A-Extensions"].Concat(request.Headers["X-A2A-Extensions"])
        .SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>A part's media type without its parameters, or null where nobody knows it.</summary>
    private static string? MediaType(Part part) => part.MediaType?.Split(';')[0].Trim() is { Length: > 0 } named ? named
        : part.Text is not null ? "text/plain"
        : part.Data is not null ? "application/json"
        : null;

    private static bool Covers(string mode, string type) => mode == "*/*" || mode.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (mode.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(mode[..^1], StringComparison.OrdinalIgnoreCase));
}
