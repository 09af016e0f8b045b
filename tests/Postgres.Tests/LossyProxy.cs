using System.Net;
using System.Net.Sockets;

namespace Actors.Postgres.Tests;

/// <summary>Stands between a client and a server, and on demand loses an answer together with its connection, or falls silent.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private volatile bool loseNext, silent;

    public LossyProxy(string host, int port)
    {
        server = (host, port);
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Lost { get; private set; }

    public void LoseNextAnswer() => loseNext = true;

    /// <summary>Passes on nothing any more, though its connections stay.</summary>
    public void FallSilent() => silent = true;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        await Task.WhenAny(Pass(near.GetStream(), far.GetStream(), answers: false), Pass(far.GetStream(), near.GetStream(), answers: true));
    }

    private async Task Pass(NetworkStream from, NetworkStream to, bool answers)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            if (answers && loseNext)
            {
                loseNext = false;
                Lost++;
                return;
            }

            if (!silent) await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
