using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>A consent at rest.</summary>
public sealed record StoredConsent
{
    /// <summary>What was allowed.</summary>
    public required Consent Consent { get; init; }

    /// <summary>When the client was allowed first.</summary>
    public required DateTimeOffset AllowedAt { get; init; }

    /// <summary>When it was allowed last.</summary>
    public required DateTimeOffset RenewedAt { get; init; }

    /// <summary>Whether the person would read nothing new on the consent page.</summary>
    public bool Covers(Consent asked) =>
        IsOfSame(asked) && !CouldBeAnyProgram(asked) && asked.Scopes.All(scope => Consent.Scopes.Any(granted => Scopes.Covers(granted, scope)));

    /// <summary>The same client, called the same, and leading to the same place but for a loopback port.</summary>
    public bool IsOfSame(Consent asked) => asked.Client == Consent.Client && asked.Name == Consent.Name && (asked.RedirectUri, Consent.RedirectUri) switch
    {
        (null, null) => true,
        ({ } one, { } other) => RedirectUris.IsRegistered([other], one),
        _ => false,
    };

    /// <summary>A description proves a site, and a loopback address nothing (MCP 2026-07-28, security: Client ID Metadata Documents).</summary>
    private static bool CouldBeAnyProgram(Consent asked) =>
        ClientDocumentUri.TryParse(asked.Client, out _) && (asked.RedirectUri is null || RedirectUris.IsLoopback(asked.RedirectUri));
}
