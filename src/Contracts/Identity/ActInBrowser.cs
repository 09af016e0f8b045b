namespace Actors.Contracts.Identity;

/// <summary>An operator who wants to act as somebody in their browser.</summary>
[GenerateSerializer, Immutable, Alias("identity.ActInBrowser")]
public sealed record ActInBrowser
{
    /// <summary>The operator who is signed in there.</summary>
    [Id(0)] public required UserRef Operator { get; init; }

    /// <summary>The <see cref="SecretText.Digest"/> of the key that impersonate_user gave them.</summary>
    [Id(1)] public required string KeyDigest { get; init; }

    /// <summary>The network the browser is in.</summary>
    [Id(2)] public required string Network { get; init; }
}
