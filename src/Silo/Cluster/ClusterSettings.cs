using System.ComponentModel.DataAnnotations;
using System.Net;
using Actors.Silo.Hosting;

namespace Actors.Silo.Cluster;

/// <summary>Where this process stands in its cluster: section <c>Actors:Cluster</c>.</summary>
internal sealed record ClusterSettings
{
    public const string Section = "Actors:Cluster";

    /// <summary><c>Silo</c>, <c>Gateway</c> or <c>Both</c>.</summary>
    public HostRole Role { get; init; } = HostRole.Both;

    /// <summary>The cluster; processes of one id find each other in the database.</summary>
    public string ClusterId { get; init; } = "actors";

    /// <summary>The address by which other members reach this silo.</summary>
    public string AdvertisedAddress { get; init; } = "127.0.0.1";

    /// <summary>The TCP port for other silos.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; init; } = 11111;

    /// <summary>The TCP port for gateways.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; init; } = 30000;

    /// <summary>The certificates by which members know each other.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Lets members speak unencrypted and unauthenticated beyond loopback: only where the network itself does that for them.</summary>
    public bool TrustNetwork { get; init; }

    /// <summary>Reads the section; what cannot work is refused.</summary>
    /// <exception cref="InvalidOperationException">It says which setting is wrong and what it may be.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        SettingsCheck.Demand(section, typeof(ClusterSettings));
        var settings = section.Get<ClusterSettings>() ?? new();
        if (settings.Role is not (HostRole.Silo or HostRole.Gateway or HostRole.Both))
            throw Wrong(nameof(Role), "must be Silo, Gateway or Both");
        if (!IPAddress.TryParse(settings.AdvertisedAddress, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            throw Wrong(nameof(AdvertisedAddress), $"must be the IP address by which other members reach this one, not \"{settings.AdvertisedAddress}\"");
        if (settings.SiloPort == settings.GatewayPort)
            throw Wrong($"{nameof(SiloPort)} and {nameof(GatewayPort)}", "must be two different TCP ports");
        if (settings.ClusterId is not { Length: > 0 and <= 100 })
            throw Wrong(nameof(ClusterId), "must be 1 to 100 characters");
        if (settings.Tls is null && !settings.TrustNetwork && settings.Role.HasFlag(HostRole.Silo) && !IPAddress.IsLoopback(address))
            throw Wrong(nameof(Tls), "is needed beyond loopback: whoever reaches a silo's ports could call any grain. "
                + $"Name the files of a certificate, its key and its authority, or set {Section}:{nameof(TrustNetwork)}=true where the network itself keeps others out");
        return settings;
    }

    private static InvalidOperationException Wrong(string setting, string what) => new($"{Section}:{setting} {what}.");
}
