using System.Net;

namespace Actors.Outbound;

/// <summary>Reads networks as settings name them: <c>10.0.0.0/8</c>, or a single address.</summary>
public static class Networks
{
    public static bool TryParse(string text, out IPNetwork network) =>
        IPNetwork.TryParse(IPAddress.TryParse(text, out var address) ? $"{text}/{address.GetAddressBytes().Length * 8}" : text, out network);
}
