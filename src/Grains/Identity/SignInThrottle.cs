using System.Collections.Immutable;

namespace Actors.Grains.Identity;

/// <summary>
/// How long one must wait after so many wrong passwords in a row. Each network waits for its own mistakes. Those of all
/// networks together hold up only networks that nobody has signed in from: guessing, from however many places, locks
/// no person out of where they usually are.
/// </summary>
public static class SignInThrottle
{
    /// <summary>Wrong passwords from one network that cost nothing.</summary>
    public const int Free = 4;

    /// <summary>Wrong passwords from all networks together that cost nothing.</summary>
    public const int FreeInAll = 20;

    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private const int MostNetworks = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>From the first on that is not free: 2 seconds, doubling with each, 15 minutes at most.</summary>
    public static TimeSpan DelayAfter(int failures, int free = Free) =>
        failures <= free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, failures - free)));

    /// <summary>How long this network has to wait before a password of its is looked at.</summary>
    public static TimeSpan Wait(EmailState state, string network, DateTimeOffset now)
    {
        var own = Own(state, network);
        var (mine, all) = ((own.BlockedUntil ?? now) - now, (state.BlockedUntil ?? now) - now);
        return own.Known || mine > all ? Max(mine) : Max(all);
    }

    /// <summary>The state after a wrong password.</summary>
    public static EmailState Failed(EmailState state, string network, DateTimeOffset now)
    {
        var own = Own(state, network);
        own = own with { Failures = own.Failures + 1, BlockedUntil = now + DelayAfter(own.Failures + 1) };
        var failures = state.Failures + 1;
        return state with { Failures = failures, BlockedUntil = now + DelayAfter(failures, FreeInAll), Networks = Remember(state, own) };
    }

    /// <summary>The state after the right password.</summary>
    public static EmailState Succeeded(EmailState state, string network)
    {
        var own = Own(state, network);
        return own is { Known: true, Failures: 0 } && state.Failures == 0
            ? state
            : state with { Failures = 0, BlockedUntil = null, Networks = Remember(state, new() { Network = network, Known = true }) };
    }

    /// <summary>Whether wrong passwords of the last day still count.</summary>
    public static bool IsWatched(EmailState state, DateTimeOffset now) =>
        state.Networks.Select(network => network.BlockedUntil).Append(state.BlockedUntil).Any(until => now < until + Memory);

    private static NetworkAttempts Own(EmailState state, string network) =>
        state.Networks.Find(known => known.Network == network) ?? new() { Network = network };

    /// <summary>Puts the newest last. Of known networks and of others the latest few are kept, so that neither drive out the other.</summary>
    private static ImmutableList<NetworkAttempts> Remember(EmailState state, NetworkAttempts own)
    {
        var networks = state.Networks.RemoveAll(one => one.Network == own.Network).Add(own);
        return networks.Count(one => one.Known == own.Known) <= MostNetworks ? networks : networks.Remove(networks.First(one => one.Known == own.Known));
    }

    private static TimeSpan Max(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
