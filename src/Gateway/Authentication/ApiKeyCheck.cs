using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Authentication;

/// <summary>Checks API keys. A key's grain is asked once a second while the key is used.</summary>
internal sealed class ApiKeyCheck(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly BoundedCache<TokenDigest, Slot> slots = new(20_000);

    public ValueTask<AuthenticationOutcome> Check(ReadOnlySpan<char> text, HttpContext context)
    {
        if (!SecretText.IsApiKey(text))
            return new(Refuse("This is not an API key: one is ak_ and 43 letters and digits."));
        var digest = TokenDigest.Of(text);
        var slot = slots.TryGet(digest, out var known) ? known : slots.GetOrAdd(digest, new Slot());
        return slot.Answer is { } answer && time.GetElapsedTime(answer.AskedAt) < Freshness
            ? new(Decide(answer.Key, context))
            : Ask(text.ToString(), slot, context);
    }

    private async ValueTask<AuthenticationOutcome> Ask(string text, Slot slot, HttpContext context)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(context.CorrelationId()).Enter();
        var key = await grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(text))).Resolve(context.RequestAborted);
        slot.Answer = new Answer(key, askedAt);
        return Decide(key, context);
    }

    private static AuthenticationOutcome Decide(ApiKey? key, HttpContext context) => key is null
        ? Refuse("This API key does not exist, was revoked, or belongs to someone who may not act any more.")
        : AuthenticationOutcome.Of(new Caller
        {
            Tenant = key.User.Tenant, User = key.User.User, Client = key.Id, Scopes = key.Scopes, CorrelationId = context.CorrelationId(),
        });

    private static AuthenticationOutcome Refuse(string description) => AuthenticationOutcome.Refuse(AuthenticationOutcome.InvalidToken, description);

    private sealed class Slot
    {
        private volatile Answer? answer;

        public Answer? Answer { get => answer; set => answer = value; }
    }

    private sealed record Answer(ApiKey? Key, long AskedAt);
}
