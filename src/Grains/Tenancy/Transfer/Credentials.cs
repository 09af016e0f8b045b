using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts.Tools;
using Actors.Contracts.Vault;
using Actors.Grains.Vault;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>Credentials for other services. Their secrets leave as they are stored, sealed, and are sealed anew for their place here.</summary>
internal sealed class Credentials() : OwnStates("credentials.jsonl", "vault")
{
    protected override async Task Import(Target target, string local, JsonObject content)
    {
        foreach (var stored in content["credentials"]!.AsArray())
        {
            var credential = stored!["credential"].Deserialize<Credential>(ToolJson.Results)!;
            stored["secret"] = await target.Reseal(stored["secret"]!.GetValue<string>(), key => CredentialPlace.OfSecret(key, credential), local);
            if (stored["refreshToken"]?.GetValue<string>() is { } token)
                stored["refreshToken"] = await target.Reseal(token, key => CredentialPlace.OfRefreshToken(key, credential), local);
        }
    }
}
