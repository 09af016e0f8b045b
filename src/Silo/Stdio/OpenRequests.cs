using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>The requests of one line, most often one, that the client still waits for: each is answered once, by the server or by an error of ours.</summary>
internal sealed class OpenRequests(StdioMessage line, CancellationToken end) : IDisposable
{
    private const int InternalError = -32603;

    private readonly Lock gate = new();
    private readonly List<string> open = [.. line.Requests];
    private readonly CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(end);

    /// <summary>The client wants no answer any more, or has gone.</summary>
    public CancellationToken Cancelled => cancel.Token;

    public bool AreAnswered
    {
        get
        {
            lock (gate) return open.Count == 0;
        }
    }

    /// <summary>The client cancels one. A modern request is cancelled by hanging up, and that is all; false of a legacy one, which the server has to be told.</summary>
    public async Task<bool> Cancel(string request)
    {
        Take(request);
        if (line.ModernVersion is null) return false;
        try
        {
            await cancel.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            return true; // it was over a moment ago
        }

        return true;
    }

    /// <summary>The server has accepted them, and answers nothing: they are cancelled.</summary>
    public void Forgive()
    {
        lock (gate) open.Clear();
    }

    /// <summary>The answer to write, or null where nobody waits for it. An error that names no request is about the only one there is.</summary>
    public string? Answer(StdioMessage said)
    {
        if (said.Answers.Where(Take).ToArray() is { Length: > 0 }) return said.Line;
        if (said.Error is not { } error) return null;
        return Only() is { } request ? Error(request, error.GetRawText()) : line.AsksUnderNoId ? said.Line : null;
    }

    /// <summary>Errors for those that are not answered.</summary>
    public IReadOnlyList<string> Fail(string why)
    {
        lock (gate)
        {
            string[] errors = [.. open.Select(request => Error(request, $"{{\"code\":{InternalError},\"message\":{JsonSerializer.Serialize(why)}}}"))];
            open.Clear();
            return errors;
        }
    }

    public void Dispose() => cancel.Dispose();

    private bool Take(string request)
    {
        lock (gate) return open.Remove(request);
    }

    private string? Only()
    {
        lock (gate)
        {
            if (open is not [var request]) return null;
            open.Clear();
            return request;
        }
    }

    private static string Error(string request, string error) => $"{{\"jsonrpc\":\"2.0\",\"id\":{request},\"error\":{error}}}";
}
