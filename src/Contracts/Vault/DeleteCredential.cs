using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Vault;

/// <summary>A credential to delete.</summary>
[GenerateSerializer, Immutable, Alias("vault.DeleteCredential")]
public sealed record DeleteCredential
{
    /// <summary>The service it is good for, as list_credentials names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string Provider { get; init; }

    /// <summary>Which of the provider's credentials, as list_credentials names it; default when left out.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public string? Name { get; init; }
}
