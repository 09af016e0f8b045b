using Orleans.Configuration;

namespace Actors.Silo.Cluster;

/// <summary>
/// How soon a dead member is known to be dead. A killed silo's ports refuse connections, so probing once a second finds it
/// at once; a frozen one is believed only when nothing came from it for several probes, which a silo on a busy machine
/// does not reach. The figures measured with these values are in docs/performance.md.
/// </summary>
internal static class Membership
{
    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    /// <summary>A gateway learns of a new silo, or of one that is gone, within this time.</summary>
    public static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);

    public static void Configure(GatewayOptions gateways) => gateways.GatewayListRefreshPeriod = GatewayRefresh;

    /// <summary>A call's time; also how long <see cref="CallRecovery"/> keeps trying.</summary>
    public static void Configure(MessagingOptions messaging) => messaging.ResponseTimeout = CallRecovery.Deadline;
}
