using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Admission;

namespace Actors.Gateway.OAuth;

/// <summary>Dynamic client registration (RFC 7591 §3).</summary>
internal sealed class RegistrationEndpoint(IGrainFactory grains, PublicAddress address)
{
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    public async Task<IResult> Post(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return OAuthError.Of("invalid_client_metadata", "Send the metadata as application/json.");
        try
        {
            return await Register(ClientMetadata.Read(await Body(context)), context.RequestAborted);
        }
        catch (JsonException)
        {
            return OAuthError.Of("invalid_client_metadata", "The body is not JSON in UTF-8, or it names a member twice.");
        }
        catch (ClientMetadata.Refused refused)
        {
            return OAuthError.Of(refused.Error, refused.Message);
        }
    }

    /// <summary>The metadata as they were sent.</summary>
    /// <exception cref="JsonException">They are no JSON, or not unambiguous.</exception>
    internal static async Task<JsonElement> Body(HttpContext context)
    {
        BodyRoom.HoldTwice(context, OAuthEndpoints.MaxBodyBytes);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!JsonText.IsText(bytes.Span)) throw new JsonException("The strings are not all text.");
        using var document = JsonDocument.Parse(bytes, Unambiguous);
        return document.RootElement.Clone();
    }

    private async Task<IResult> Register(RegisterClient request, CancellationToken cancellation)
    {
        var secret = ClientAuthentication.HasSecret(request.AuthenticationMethod) ? SecretText.New() : null;
        var token = SecretText.New();
        request = request with { SecretDigest = secret is null ? null : SecretText.Digest(secret), RegistrationDigest = SecretText.Digest(token) };
        var client = await grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(ClientIds.New())).Register(request, cancellation);
        return new OAuthError.Uncached(TypedResults.Json(Describe(client, secret, token, ClientConfigurationEndpoint.Uri(address, client.Id)), statusCode: StatusCodes.Status201Created));
    }

    /// <summary>What a client is told of itself (RFC 7591 §3.2.1, RFC 7592 §3).</summary>
    internal static Dictionary<string, object> Describe(OAuthClient client, string? secret, string token, string uri)
    {
        Dictionary<string, object> answer = new()
        {
            ["client_id"] = client.Id,
            ["client_id_issued_at"] = client.RegisteredAt.ToUnixTimeSeconds(),
            ["redirect_uris"] = client.RedirectUris,
            ["token_endpoint_auth_method"] = client.AuthenticationMethod,
            ["grant_types"] = client.GrantTypes,
            ["response_types"] = client.GrantTypes.Contains(GrantTypes.AuthorizationCode) ? new[] { "code" } : [],
            ["application_type"] = client.ApplicationType,
            ["registration_access_token"] = token,
            ["registration_client_uri"] = uri,
        };
        if (client.Name is not null) answer["client_name"] = client.Name;
        if (client.Uri is not null) answer["client_uri"] = client.Uri;
        if (secret is not null) (answer["client_secret"], answer["client_secret_expires_at"]) = (secret, 0);
        return answer;
    }
}
