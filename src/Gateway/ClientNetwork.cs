using System.Net;
using System.Net.Sockets;

namespace Actors.Gateway;

/// <summary>The network a request comes from: an IPv4 address, or the /64 that one IPv6 subscriber has all of.</summary>
internal static class ClientNetwork
{
    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress ?? IPAddress.None);

    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) : address;
    }
}
