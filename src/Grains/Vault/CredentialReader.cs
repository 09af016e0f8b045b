using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Vault;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Vault;

/// <summary>How grains get at a person's credential, to act for them at its provider. It is opened on the silo that uses it.</summary>
public sealed class CredentialReader(IGrainFactory grains, SecretBox box)
{
    /// <summary>The credential, or null where the person has stored none of this provider and name.</summary>
    public async Task<OpenCredential?> Open(UserRef owner, string provider, CancellationToken cancellation, string name = "default")
    {
        using var _ = Caller.Platform(Caller.Current?.CorrelationId ?? "vault").Enter();
        if (await grains.GetGrain<IVaultGrain>(owner.Key()).Take(provider, name, cancellation) is not { } stored) return null;
        var secret = await Text(stored.Secret, CredentialPlace.OfSecret(owner.Key(), stored.Credential));
        var token = stored.RefreshToken is null ? null : await Text(stored.RefreshToken, CredentialPlace.OfRefreshToken(owner.Key(), stored.Credential));
        return new OpenCredential(stored.Credential, secret, token);
    }

    private async Task<string> Text(string sealedText, SecretPlace place) => Encoding.UTF8.GetString(await box.Open(sealedText, place));
}
