using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Mcp.Sessions;

/// <inheritdoc cref="IClientChannel"/>
internal sealed class SessionChannel(Session session, EventStream stream, SessionSignals signals, TimeSpan patience) : IClientChannel
{
    public JsonElement Capabilities { get; } = JsonElement.Parse(session.Agreed.Capabilities);

    public string? LogLevel => session.Agreed.LogLevel;

    public async Task<JsonElement> Ask(string method, string parameters, CancellationToken cancellation)
    {
        var id = $"\"{SecretText.NewId()}\"";
        try
        {
            var response = await signals.Expect(session.Key, id);
            await stream.Send(Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{JsonSerializer.Serialize(JsonElement.Parse(parameters))}}}"));
            return Result(method, await response.WaitAsync(patience, cancellation));
        }
        catch (OperationCanceledException)
        {
            await Withdraw(id);
            throw;
        }
        catch (TimeoutException)
        {
            await Withdraw(id);
            throw new ActorException(ErrorCodes.Timeout, $"The client did not answer {method} within {patience.TotalMinutes:0.#} minutes. Answer it next time, or decline.");
        }
        finally
        {
            signals.Forget(session.Key, id);
        }
    }

    /// <summary>What nobody waits for any more is nothing to bother the person with (2025-11-25, lifecycle: Timeouts).</summary>
    private Task Withdraw(string id) =>
        stream.Send(Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{{\"requestId\":{id}}}}}"));

    private static JsonElement Result(string method, string response)
    {
        var answer = JsonElement.Parse(response);
        if (answer.TryGetProperty("result"u8, out var result)) return result;
        var message = answer.GetProperty("error"u8).TryGetProperty("message"u8, out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : "";
        throw new ActorException(ErrorCodes.Conflict, $"The client refused {method}: {message}");
    }
}
