using Actors.Contracts.Vault;

namespace Actors.Grains.Vault;

/// <summary>A credential in the clear. It is no message: it stays on the silo that opened it.</summary>
/// <param name="Known">What may be shown of it.</param>
/// <param name="Secret">The API key, password or access token.</param>
/// <param name="RefreshToken">The refresh token that belongs to it.</param>
public sealed record OpenCredential(Credential Known, string Secret, string? RefreshToken)
{
    /// <summary>Says whose it is without saying the secrets: records are printed into logs.</summary>
    public override string ToString() => $"{nameof(OpenCredential)} {Known.Provider}/{Known.Name}";
}
