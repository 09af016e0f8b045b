using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A.Remote;
using Actors.Outbound;

namespace Actors.Grains.A2A.Remote;

/// <summary>Fetches and reads the cards of agents elsewhere, behind the guard: 64 KB, 5 seconds, no redirects (A2A 1.0 §8, and 0.3 §5.5).</summary>
public sealed class RemoteCards(OutboundHttp http, OutboundGuard guard, CardSignatures signatures, TimeProvider time)
{
    private const int LongestText = 1000, MostSkills = 100;

    /// <summary>The agent that the card at this address describes.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: the card cannot be had, or the agent cannot be spoken to.</exception>
    public async Task<RemoteAgent> Fetch(string name, Uri address, CancellationToken cancellation)
    {
        if (await guard.Refusal(address, cancellation) is { } refusal) throw Wrong($"The card cannot be fetched. {refusal}");
        try
        {
            using var response = await http.Get(address, cancellation);
            using var card = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), new() { AllowDuplicateProperties = false }, cancellation);
            var agent = Read(name, address, card.RootElement) with { SignedBy = await signatures.Check(card.RootElement, cancellation) };
            return await guard.Refusal(new Uri(agent.Url), cancellation) is { } inward ? throw Wrong($"The agent's own address cannot be called. {inward}") : agent;
        }
        catch (OutboundException away)
        {
            throw Wrong($"The card cannot be fetched: {away.Message}");
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Wrong("What lies at this address is no agent card.");
        }
    }

    private RemoteAgent Read(string name, Uri address, JsonElement card)
    {
        var (url, binding, version) = Interfaces(card).FirstOrDefault(Speaks);
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out _)) throw Wrong("The agent offers no interface that can be spoken to: JSONRPC or HTTP+JSON, in A2A 1.0 or 0.3.");
        return new()
        {
            Name = name,
            CardUrl = address.AbsoluteUri,
            Title = Short(card.GetProperty("name").GetString()),
            Description = card.TryGetProperty("description", out var description) ? Short(description.GetString()) : "",
            Url = url,
            Binding = binding,
            Version = version.StartsWith("1.", StringComparison.Ordinal) ? "1.0" : "0.3",
            KeyHeader = KeyHeader(card),
            Skills = card.TryGetProperty("skills", out var skills) ? [.. skills.EnumerateArray().Take(MostSkills).Select(skill => Short(skill.GetProperty("name").GetString()))] : [],
            FetchedAt = time.GetUtcNow(),
            Streams = card.TryGetProperty("capabilities", out var capabilities) && capabilities.TryGetProperty("streaming", out var streams) && streams.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>Where the agent answers, what it likes best first. A card that both versions can read is read as one of 1.0.</summary>
    private static IEnumerable<(string Url, string Binding, string Version)> Interfaces(JsonElement card)
    {
        if (card.TryGetProperty("supportedInterfaces", out var interfaces))
        {
            foreach (var one in interfaces.EnumerateArray())
                yield return (Text(one, "url"), Text(one, "protocolBinding"), one.TryGetProperty("protocolVersion", out var version) ? version.GetString() ?? "1.0" : "1.0");
        }
        else
        {
            yield return (Text(card, "url"), card.TryGetProperty("preferredTransport", out var preferred) ? preferred.GetString() ?? "" : "JSONRPC", "0.3");
            if (!card.TryGetProperty("additionalInterfaces", out var others)) yield break;
            foreach (var one in others.EnumerateArray()) yield return (Text(one, "url"), Text(one, "transport"), "0.3");
        }
    }

    private static bool Speaks((string Url, string Binding, string Version) offered) => offered.Binding is "JSONRPC" or "HTTP+JSON"
        && (offered.Version.StartsWith("1.", StringComparison.Ordinal) || offered.Version.StartsWith("0.3", StringComparison.Ordinal));

    /// <summary>The header of an API key, where the card knows no other way in.</summary>
    private static string? KeyHeader(JsonElement card)
    {
        if (!card.TryGetProperty("securitySchemes", out var schemes)) return null;
        var keys = schemes.EnumerateObject().Select(scheme => scheme.Value.TryGetProperty("apiKeySecurityScheme", out var key) ? key : scheme.Value).ToArray();
        return keys.Length > 0 && keys.All(key => key.TryGetProperty("location", out var at) || key.TryGetProperty("in", out at) ? at.GetString() == "header" : false)
            && Text(keys[0], "name") is var header && header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? header : null;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new KeyNotFoundException(name);

    private static string Short(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText];

    private static ActorException Wrong(string message) => ActorException.InvalidArgument("cardUrl", message);
}
