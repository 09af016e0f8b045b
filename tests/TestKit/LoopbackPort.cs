using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Actors.TestKit;

/// <summary>
/// Ports for servers that tests start. They lie below the range from which the system takes ports for outgoing connections
/// and for port 0, and no two calls of a process get the same: so none is lost between being chosen and being bound.
/// </summary>
public static class LoopbackPort
{
    private const int First = 10_000, Count = 10_000;

    private static int next = RandomNumberGenerator.GetInt32(Count);

    public static int Next()
    {
        while (true)
        {
            var port = First + Interlocked.Increment(ref next) % Count;
            if (IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
