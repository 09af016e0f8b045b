using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>Dynamic client registration (RFC 7591 §3).</summary>
internal sealed class RegistrationEndpoint(IGrainFactory grains)
{
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    public async Task<IResult> Post(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return OAuthError.Of("invalid_client_metadata", "Send the metadata as application/json.");
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return await Register(Metadata(body.GetBuffer().AsMemory(0, (int)body.Length)), context.RequestAborted);
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

    private static RegisterClient Metadata(ReadOnlyMemory<byte> body)
    {
        if (!JsonText.IsText(body.Span)) throw new JsonException("The strings are not all text.");
        using var document = JsonDocument.Parse(body, Unambiguous);
        return ClientMetadata.Read(document.RootElement);
    }

    private async Task<IResult> Register(RegisterClient request, CancellationToken cancellation)
    {
        var secret = ClientAuthentication.HasSecret(request.AuthenticationMethod) ? SecretText.New() : null;
        if (secret is not null) request = request with { SecretDigest = SecretText.Digest(secret) };
        var client = await grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(ClientIds.New())).Register(request, cancellation);
        return new OAuthError.Uncached(TypedResults.Json(Answer(client, secret), statusCode: StatusCodes.Status201Created));
    }

    private static Dictionary<string, object> Answer(OAuthClient client, string? secret)
    {
        Dictionary<string, object> answer = new()
        {
            ["client_id"] = client.Id,
            ["client_id_issued_at"] = client.RegisteredAt.ToUnixTimeSeconds(),
            ["redirect_uris"] = client.RedirectUris,
            ["token_endpoint_auth_method"] = client.AuthenticationMethod,
            ["grant_types"] = client.GrantTypes,
            ["response_types"] = new[] { "code" },
            ["application_type"] = client.ApplicationType,
        };
        if (client.Name is not null) answer["client_name"] = client.Name;
        if (client.Uri is not null) answer["client_uri"] = client.Uri;
        if (secret is not null) (answer["client_secret"], answer["client_secret_expires_at"]) = (secret, 0);
        return answer;
    }
}
