using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Lets a client that registered itself read, replace and delete its registration (RFC 7592). Its registration access token is its
/// authority; the store knows only the token's digest.
/// </summary>
internal sealed class ClientConfigurationEndpoint(IGrainFactory grains, PublicAddress address)
{
    private const string Scheme = "Bearer ";

    /// <summary>What only the server says of a client (§2.2).</summary>
    private static readonly string[] ServersOwn = ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"];

    /// <summary>Where a client manages its registration.</summary>
    public static string Uri(PublicAddress address, string clientId) => $"{address.Base}/oauth/register/{clientId}";

    /// <summary>§2.1. A secret is not shown again: nobody here knows it.</summary>
    public Task<IResult> Get(HttpContext context) => WithClient(context, (client, token) => Task.FromResult<IResult>(Answer(client, token, secret: null)));

    /// <summary>§2.2.</summary>
    public Task<IResult> Put(HttpContext context) => WithClient(context, async (client, token) =>
    {
        try
        {
            return await Update(await RegistrationEndpoint.Body(context), client, token);
        }
        catch (JsonException)
        {
            return OAuthError.Of("invalid_client_metadata", "The body is not JSON in UTF-8, or it names a member twice.");
        }
        catch (ClientMetadata.Refused refused)
        {
            return OAuthError.Of(refused.Error, refused.Message);
        }
    });

    /// <summary>§2.3. Whoever still acts through the client is refused.</summary>
    public Task<IResult> Delete(HttpContext context) => WithClient(context, async (client, _) =>
    {
        await Grain(client.Id).Delete(CancellationToken.None);
        return new OAuthError.Uncached(TypedResults.NoContent());
    });

    private async Task<IResult> Update(JsonElement metadata, OAuthClient client, string token)
    {
        var request = ClientMetadata.Read(metadata);
        string? Text(string name) => metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("client_id") != client.Id) throw new ClientMetadata.Refused("invalid_client_metadata", "client_id must be the client's own.");
        if (ServersOwn.FirstOrDefault(name => metadata.TryGetProperty(name, out _)) is { } own)
            throw new ClientMetadata.Refused("invalid_client_metadata", $"Leave {own} out: it is not for the client to say.");
        if (metadata.TryGetProperty("client_secret", out _) && await Grain(client.Id).Authenticate(client.AuthenticationMethod, Text("client_secret") ?? "", CancellationToken.None) is null)
            throw new ClientMetadata.Refused("invalid_client_metadata", "client_secret is not the client's present one. Leave it out to keep that.");

        var secret = ClientAuthentication.HasSecret(request.AuthenticationMethod) && !ClientAuthentication.HasSecret(client.AuthenticationMethod) ? SecretText.New() : null;
        if (secret is not null) request = request with { SecretDigest = SecretText.Digest(secret) };
        return await Grain(client.Id).Update(new() { Token = token, Metadata = request }, CancellationToken.None) is { } updated ? Answer(updated, token, secret) : Refused();
    }

    /// <summary>A token that is not the client's, and a client that is not there, are told alike (§2.1).</summary>
    private async Task<IResult> WithClient(HttpContext context, Func<OAuthClient, string, Task<IResult>> answer)
    {
        var id = context.Request.RouteValues["client"] as string;
        if (!ClientIds.IsOne(id) || context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Refused();
        var token = header[Scheme.Length..].Trim();
        return SecretText.IsSecret(token) && await Grain(id).Manage(token, context.RequestAborted) is { } client ? await answer(client, token) : Refused();
    }

    private OAuthError.Uncached Answer(OAuthClient client, string token, string? secret) =>
        new OAuthError.Uncached(TypedResults.Json(RegistrationEndpoint.Describe(client, secret, token, Uri(address, client.Id))));

    private static OAuthError.Uncached Refused() => new(new Challenged());

    private IClientGrain Grain(string id) => grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(id));

    private sealed class Challenged : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return OAuthError.Of("invalid_token", "This is not the registration access token of a client that is registered here.", StatusCodes.Status401Unauthorized).ExecuteAsync(httpContext);
        }
    }
}
