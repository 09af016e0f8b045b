using Actors.Contracts;
using Actors.Contracts.A2A.Push;
using Actors.Contracts.Mailing;
using Actors.Contracts.OAuth;
using Actors.Contracts.Vault;
using Actors.Grains.Infrastructure.ReadModels;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Secrets;

/// <summary>
/// The states that hold sealed secrets. The database says which of them hold one of a certain key; their grains are asked to
/// seal it anew, a bounded number at a time.
/// </summary>
public sealed partial class SealedStates(IGrainFactory grains, IStoredStates stored, ILogger<SealedStates> logger)
{
    private const int AtOnce = 32;

    private static readonly Dictionary<string, Func<IGrainFactory, string, CancellationToken, Task>> Reseal = new()
    {
        ["signing_keys"] = (grains, key, cancellation) => grains.GetGrain<ISigningKeysGrain>(key).Reseal(cancellation),
        ["token_family"] = (grains, key, cancellation) => grains.GetGrain<ITokenFamilyGrain>(key).Reseal(cancellation),
        ["mail"] = (grains, key, cancellation) => grains.GetGrain<IMailGrain>(key).Reseal(cancellation),
        ["push_outbox"] = (grains, key, cancellation) => grains.GetGrain<IPushOutboxGrain>(key).Reseal(cancellation),
        ["vault"] = (grains, key, cancellation) => grains.GetGrain<IVaultGrain>(key).Reseal(cancellation),
    };

    /// <summary>The names of all such states.</summary>
    public static IReadOnlyCollection<string> Names => Reseal.Keys;

    /// <summary>Whether any state of the tenant, or of anyone where it is null, holds a secret whose sealed text has this beginning.</summary>
    public async Task<bool> Any(string? tenant, string beginning, CancellationToken cancellation)
    {
        foreach (var name in Names)
            if ((await stored.Holding(name, tenant, Text(beginning), "", 1, cancellation)).Count > 0) return true;
        return false;
    }

    /// <summary>
    /// Seals such secrets anew, on the platform's behalf, and answers how many states were asked to; fewer than
    /// <paramref name="limit"/> were all there were. One that cannot is logged, and holds nothing else up.
    /// </summary>
    public async Task<int> ResealAll(string? tenant, string beginning, int limit, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var (name, reseal) in Reseal)
        {
            var after = "";
            while (done < limit)
            {
                var keys = await stored.Holding(name, tenant, Text(beginning), after, Math.Min(AtOnce, limit - done), cancellation);
                if (keys.Count == 0) break;
                await Task.WhenAll(keys.Select(key => ResealOne(name, key, reseal, cancellation)));
                (done, after) = (done + keys.Count, keys[^1]);
            }
        }

        return done;
    }

    private async Task ResealOne(string name, string key, Func<IGrainFactory, string, CancellationToken, Task> reseal, CancellationToken cancellation)
    {
        try
        {
            await reseal(grains, key, cancellation);
        }
        catch (Exception failure) when (failure is ActorException or InvalidOperationException)
        {
            LogNotResealed(failure, name, key);
        }
    }

    /// <summary>A sealed text stands in the JSON of a state as a string of its own.</summary>
    private static string Text(string beginning) => $"\"{beginning}";

    [LoggerMessage(LogLevel.Error, "The secret in {State} of {Key} could not be sealed anew")]
    private partial void LogNotResealed(Exception failure, string state, string key);
}
