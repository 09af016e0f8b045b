using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Actors.Gateway.JsonRpc;
using Actors.Gateway.Mcp;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>
/// Whatever bytes come, the reader of messages answers: a message, or an error. <c>ACTORS_FUZZ_SECONDS</c> makes it go on for
/// longer than the few thousand inputs of every run; a failure names its seed.
/// </summary>
public sealed class FuzzTests
{
    private const int Inputs = 20_000;

    private static readonly string[] Seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"set_goal","arguments":{"type":"x","target":1.5e3},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"progressToken":"p","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}}""",
        """{"jsonrpc":"2.0","id":"\u00e9\ud83d\ude00","result":{}}""",
        """[{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":-7,"method":"ping"}]""",
        """{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}""",
        """{"a":[[[[[[[[[[]]]]]]]]]],"b":null,"c":true}""",
    ];

    private static readonly string[] Pieces = ["{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "null", "1e999", "-0", "\0", "\u00ff", "\"id\":", "\"jsonrpc\":\"2.0\"", "\"params\":", "\"_meta\":{", "//", "NaN", "9999999999999999999999"];

    [Fact]
    public async Task Every_input_is_read_or_refused()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("ACTORS_FUZZ_SECONDS"), System.Globalization.CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
        var begun = Stopwatch.StartNew();
        for (var seed = 0; seed < Inputs || begun.Elapsed.TotalSeconds < seconds; seed++)
        {
            var input = Mutate(new Random(seed));
            try
            {
                await Read(input);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {seed}, {Convert.ToHexString(input)}: {failure}");
            }
        }
    }

    private static async Task Read(byte[] input)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(input);
        var (body, error) = await Body.Read(http);
        if (error is not null) return;
        using (body)
        {
            foreach (var json in body.Root.ValueKind == JsonValueKind.Array ? [.. body.Root.EnumerateArray()] : (JsonElement[])[body.Root])
            {
                var message = JsonRpcMessage.Read(json);
                var meta = RequestMeta.Of(message.Params);
                _ = meta.Check() ?? meta.CheckProgressToken() ?? HeaderChecks.Version(http.Request.Headers, message, meta.ProtocolVersion, out _) ?? HeaderChecks.Name(http.Request.Headers, message);
                using var trace = TraceContext.Continue(meta, message.Method);
                if (message.Kind is not MessageKind.Invalid) Assert.NotNull(message.Method);
                var reply = new Reply();
                reply.Error(message.Id, McpError.NoMessage);
                JsonDocument.Parse(reply.Written).Dispose();
            }
        }
    }

    /// <summary>A message with a few of its bytes replaced, removed, doubled or joined by what readers stumble over.</summary>
    private static byte[] Mutate(Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 2: bytes.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                default: if (at < bytes.Count) bytes[at] = (byte)random.Next(256); break;
            }
        }
        return [.. bytes];
    }
}
