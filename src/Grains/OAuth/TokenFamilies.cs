using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.OAuth;

/// <summary>Finds token families where they are stored: nobody keeps a list of them, since opening one is what clients wait for.</summary>
internal static class TokenFamilies
{
    private const int AtOnce = 100;

    /// <summary>Ends a client's families that have this text in their JSON. Only on the platform's own authority.</summary>
    public static async Task EndFamilies(this IStoredStates stored, IGrainFactory grains, string? tenant, string text, string client)
    {
        for (var after = ""; ;)
        {
            var keys = await stored.Holding("token_family", tenant, text, after, AtOnce, CancellationToken.None);
            await Task.WhenAll(keys.Select(key => grains.GetGrain<ITokenFamilyGrain>(key).RevokeBy(client, token: null, CancellationToken.None)));
            if (keys.Count < AtOnce) return;
            after = keys[^1];
        }
    }
}
