using System.Net;
using System.Net.Sockets;

namespace Actors.Outbound;

/// <summary>
/// Which addresses belong to the public internet. A stranger's address that leads anywhere else would have us speak to our own
/// neighbours for them (RFC 6890 lists what is special; of IPv6, only global unicast is not).
/// </summary>
public static class PublicNetworks
{
    private static readonly IPNetwork[] Special = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Within global unicast: protocol assignments with Teredo and documentation, and 6to4, which hides an IPv4 address.</summary>
    private static readonly IPNetwork[] SpecialUnicast = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            : GlobalUnicast.Contains(address) && !SpecialUnicast.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(text => IPNetwork.Parse(text))];
}
