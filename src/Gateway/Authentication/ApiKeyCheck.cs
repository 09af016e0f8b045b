using System.Net;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Authentication;

/// <summary>Checks API keys. A key's grain is asked once a second while the key is used, for each address it is used from.</summary>
internal sealed class ApiKeyCheck(IGrainFactory grains, TimeProvider time)
{
    private readonly BoundedCache<(TokenDigest, IPAddress), Slot> slots = new(20_000);

    public ValueTask<AuthenticationOutcome> Check(ReadOnlySpan<char> text, HttpContext context)
    {
        if (!SecretText.IsApiKey(text))
            return new(Refuse("This is not an API key: one is ak_ and 43 letters and digits."));
        var use = (TokenDigest.Of(text), Address(context));
        var slot = slots.TryGet(use, out var known) ? known : slots.GetOrAdd(use, new Slot());
        return slot.Answer is { } answer && time.GetElapsedTime(answer.AskedAt) < Standing.Freshness
            ? new(Decide(answer.Use, context))
            : Ask(text.ToString(), slot, context);
    }

    private async ValueTask<AuthenticationOutcome> Ask(string text, Slot slot, HttpContext context)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(context.CorrelationId()).Enter();
        var use = await grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(text))).Use(
            new() { Address = Address(context).ToString() }, context.RequestAborted);
        slot.Answer = new Answer(use, askedAt);
        return Decide(use, context);
    }

    private static AuthenticationOutcome Decide(ApiKeyUse? use, HttpContext context) => use is not { Key: var key }
        ? Refuse("This API key does not exist, was revoked, has expired, may not be used from here, or belongs to someone who may not act any more.")
        : AuthenticationOutcome.Of(new Caller
        {
            Tenant = key.User.Tenant, User = key.User.User, Client = key.Id, Scopes = key.Scopes, CorrelationId = context.CorrelationId(), Role = use.Standing.Role, Impersonator = key.Impersonator,
        });

    private static IPAddress Address(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    private static AuthenticationOutcome Refuse(string description) => AuthenticationOutcome.Refuse(AuthenticationOutcome.InvalidToken, description);

    private sealed class Slot
    {
        private volatile Answer? answer;

        public Answer? Answer { get => answer; set => answer = value; }
    }

    private sealed record Answer(ApiKeyUse? Use, long AskedAt);
}
