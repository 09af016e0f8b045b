using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Pages;

namespace Actors.Gateway.OAuth;

/// <summary>Gives a device without a browser a code to ask with, and one to show to its person (RFC 8628 §3.1, §3.2).</summary>
internal sealed class DeviceAuthorizationEndpoint(IGrainFactory grains, ClientAuthenticator clients, PublicAddress address, TimeProvider time)
{
    public const string Path = "/oauth/device_authorization";
    private const int Tries = 5;
    private const int Interval = 5;

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form)
            return OAuthError.InvalidRequest("Send the parameters as application/x-www-form-urlencoded.");
        if (form.Repeated() is { } name) return OAuthError.InvalidRequest($"The parameter '{name}' comes more than once.");
        var (client, refusal) = await clients.Authenticate(context, form);
        if (client is null) return refusal!;
        if (!client.GrantTypes.Contains(GrantTypes.DeviceCode))
            return OAuthError.Of("unauthorized_client", $"This client is not registered for {GrantTypes.DeviceCode}.");
        if (address.Resource(form["resource"]) is not { } resource)
            return OAuthError.Of("invalid_target", $"resource must be one resource of this server, such as {address.Base}/mcp.");
        if (AuthorizationRequests.KnownScopes(form.Field("scope")) is not { Length: > 0 } scopes)
            return OAuthError.Of("invalid_scope", "None of the scopes exists here; scopes_supported lists those that do.");
        return await Issue(new() { Client = client.Id, Scopes = scopes, Resource = resource });
    }

    private async Task<IResult> Issue(DeviceRequest request)
    {
        var code = SecretText.New();
        var device = GrainKeys.PlatformItem(SecretText.Digest(code));
        var until = await grains.GetGrain<IDeviceCodeGrain>(device).Issue(request, CancellationToken.None);
        var shown = UserCodes.New();
        for (var i = 0; !await grains.GetGrain<IUserCodeGrain>(UserCodes.Key(shown)).Take(device, until, CancellationToken.None); i++)
            shown = i < Tries ? UserCodes.New() : throw new ActorException(ErrorCodes.Unavailable, "There is no code to be had at the moment. Try again.");
        return new OAuthError.Uncached(TypedResults.Json(new Dictionary<string, object>
        {
            ["device_code"] = code,
            ["user_code"] = shown,
            ["verification_uri"] = address.Base + DevicePage.Path,
            ["verification_uri_complete"] = $"{address.Base}{DevicePage.Path}?user_code={shown}",
            ["expires_in"] = (int)(until - time.GetUtcNow()).TotalSeconds,
            ["interval"] = Interval,
        }));
    }
}
