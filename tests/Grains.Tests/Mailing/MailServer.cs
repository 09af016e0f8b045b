using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Actors.Grains.Tests.Mailing;

/// <summary>A mail server on loopback that speaks as much SMTP (RFC 5321) as it takes to be handed mail, and keeps what it is handed.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<string, Task<string>> answer;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    /// <param name="port">Where it listens.</param>
    /// <param name="answer">What it says to a recipient; null for 250 to everybody.</param>
    public MailServer(int port, Func<string, Task<string>>? answer = null)
    {
        (listener, this.answer) = (new(IPAddress.Loopback, port), answer ?? (_ => Task.FromResult("250 OK")));
        listener.Start();
        serving = Serve();
    }

    /// <summary>To whom it was asked to take mail.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The texts it took, as they were before they were encoded for their way.</summary>
    public ConcurrentQueue<string> Texts { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Stop();
        stop.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            await Talk(client);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            await writer.WriteLineAsync(line switch
            {
                "DATA" => "354 Go on",
                "QUIT" => "221 Bye",
                _ when line.StartsWith("RCPT", StringComparison.Ordinal) => await Recipient(line),
                _ => "250 OK",
            });
            if (line == "DATA") await Take(reader, writer);
        }
    }

    private Task<string> Recipient(string line)
    {
        var address = line.Split('<', '>')[1];
        Asked.Enqueue(address);
        return answer(address).WaitAsync(stop.Token);
    }

    private async Task Take(StreamReader reader, StreamWriter writer)
    {
        var body = new StringBuilder();
        var inBody = false;
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            if (inBody) body.Append(line);
            inBody |= line.Length == 0;
        }

        Texts.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString())));
        await writer.WriteLineAsync("250 Taken");
    }
}
