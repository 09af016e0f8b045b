using System.Text;
using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.Vault;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Vault;

/// <inheritdoc cref="IVaultGrain"/>
public sealed partial class VaultGrain([PersistentState("vault")] IPersistentState<VaultState> state, SecretBox box, TimeProvider time) : Grain, IVaultGrain
{
    private const int MaxCredentials = 100;
    private const int MaxSecret = 8192;
    private const int MaxAccount = 200;
    private const string DefaultName = "default";
    private const string NameRule = "1 to 64 lower-case letters, digits, dots and hyphens";
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromHours(1);

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async Task<Credential> Put(PutCredential request, CancellationToken cancellation)
    {
        Demand(request);
        var credential = new Credential
        {
            Provider = request.Provider,
            Name = request.Name ?? DefaultName,
            Account = request.Account,
            ExpiresAt = request.ExpiresAt,
            HasRefreshToken = request.RefreshToken is not null,
            StoredAt = time.GetUtcNow(),
        };
        var before = Find(credential.Provider, credential.Name);
        if (before is null && state.State.Credentials.Count >= MaxCredentials)
            throw new ActorException(ErrorCodes.LimitReached, $"There are {MaxCredentials} credentials already; delete one first.", ("limit", $"{MaxCredentials} credentials"));

        var stored = new SealedCredential
        {
            Credential = credential,
            Secret = await box.Seal(Encoding.UTF8.GetBytes(request.Secret), CredentialPlace.OfSecret(Key, credential)),
            RefreshToken = request.RefreshToken is { } token
                ? await box.Seal(Encoding.UTF8.GetBytes(token), CredentialPlace.OfRefreshToken(Key, credential)) : null,
        };
        var others = before is null ? state.State.Credentials : state.State.Credentials.Remove(before);
        var next = others.Add(stored).Sort((one, other) => string.CompareOrdinal(Order(one.Credential), Order(other.Credential)));
        await state.Save(new VaultState { Credentials = next }, this);
        return credential;
    }

    /// <inheritdoc />
    public Task<CredentialList> List(CancellationToken cancellation) =>
        Task.FromResult(new CredentialList { Credentials = [.. state.State.Credentials.Select(stored => stored.Credential)] });

    /// <inheritdoc />
    public async Task<Credential> Delete(DeleteCredential request, CancellationToken cancellation)
    {
        var stored = Find(request.Provider, request.Name ?? DefaultName)
            ?? throw ActorException.NotFound("There is no such credential. list_credentials names those that there are.");
        await state.Save(new VaultState { Credentials = state.State.Credentials.Remove(stored) }, this);
        return stored.Credential;
    }

    /// <inheritdoc />
    public async Task<SealedCredential?> Take(string provider, string name, CancellationToken cancellation)
    {
        if (Find(provider, name) is not { } stored) return null;
        var now = time.GetUtcNow();
        if (stored.Credential.UsedAt is { } used && now - used < UseIsNoted) return stored;
        var noted = stored with { Credential = stored.Credential with { UsedAt = now } };
        await state.Save(new VaultState { Credentials = state.State.Credentials.Replace(stored, noted) }, this);
        return noted;
    }

    /// <inheritdoc />
    public async Task Reseal(CancellationToken cancellation)
    {
        var next = state.State.Credentials;
        foreach (var stored in state.State.Credentials)
        {
            var secret = await box.Reseal(stored.Secret, CredentialPlace.OfSecret(Key, stored.Credential));
            var token = stored.RefreshToken is null ? null : await box.Reseal(stored.RefreshToken, CredentialPlace.OfRefreshToken(Key, stored.Credential));
            if (secret is null && token is null) continue;
            next = next.Replace(stored, stored with { Secret = secret ?? stored.Secret, RefreshToken = token ?? stored.RefreshToken });
        }

        if (next != state.State.Credentials) await state.Save(new VaultState { Credentials = next }, this);
    }

    private static void Demand(PutCredential request)
    {
        if (!Name().IsMatch(request.Provider)) throw ActorException.InvalidArgument("provider", $"A provider is named by {NameRule}.");
        if (!Name().IsMatch(request.Name ?? DefaultName)) throw ActorException.InvalidArgument("name", $"A credential is named by {NameRule}.");
        if (request.Secret.Length is 0 or > MaxSecret) throw ActorException.InvalidArgument("secret", $"A secret has 1 to {MaxSecret} characters.");
        if (request.RefreshToken?.Length is 0 or > MaxSecret) throw ActorException.InvalidArgument("refreshToken", $"A refresh token has 1 to {MaxSecret} characters.");
        if (request.Account?.Length > MaxAccount) throw ActorException.InvalidArgument("account", $"An account has 1 to {MaxAccount} characters.");
    }

    private SealedCredential? Find(string provider, string name) =>
        state.State.Credentials.Find(stored => stored.Credential.Provider == provider && stored.Credential.Name == name);

    /// <summary>A space sorts before all that names may have.</summary>
    private static string Order(Credential credential) => $"{credential.Provider} {credential.Name}";

    [GeneratedRegex(@"\A(?=.{1,64}\z)[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
