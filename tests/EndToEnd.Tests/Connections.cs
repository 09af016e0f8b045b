using System.Net.Sockets;

namespace Actors.EndToEnd.Tests;

/// <summary>More connections than a process can have.</summary>
public sealed class Connections
{
    [Fact]
    public async Task A_server_closes_connections_before_it_runs_out_of_descriptors_and_serves_again_when_they_are_gone()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var server = await Server.Start(bound.Token, ("OPEN_FILES", "700"));
        var sockets = Enumerable.Range(0, 600).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var socket in sockets) await socket.ConnectAsync("127.0.0.1", server.Mcp.Port, bound.Token);
        var ends = sockets.Select(socket => End(socket, bound.Token)).ToArray();
        while (ends.Count(end => end.IsCompleted) < 250) await Task.Delay(20, bound.Token);

        foreach (var socket in sockets) socket.Dispose();
        using var http = new HttpClient();
        while (!await Answers()) await Task.Delay(20, bound.Token);

        async Task<bool> Answers()
        {
            try
            {
                return (await http.GetAsync(new Uri(server.Url("/readyz")), bound.Token)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    private static async Task End(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], cancellation);
        }
        catch (SocketException)
        {
            return;
        }
    }
}
