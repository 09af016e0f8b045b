namespace Actors.Silo.Hosting;

/// <summary>Where this silo stands in its cluster: section <c>Actors:Cluster</c>.</summary>
internal sealed record ClusterSettings
{
    public const string Section = "Actors:Cluster";

    /// <summary>The cluster; silos of one id find each other in the database.</summary>
    public string ClusterId { get; init; } = "actors";

    /// <summary>Whose rows these are; it never changes in the life of a database.</summary>
    public string ServiceId { get; init; } = "actors";

    /// <summary>The address by which other silos reach this one.</summary>
    public string AdvertisedAddress { get; init; } = "127.0.0.1";

    /// <summary>The TCP port for other silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The TCP port for Orleans clients.</summary>
    public int GatewayPort { get; init; } = 30000;
}
