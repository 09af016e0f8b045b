using Actors.Contracts.A2A;

namespace Actors.Wire.V03;

/// <summary>What 0.3 says and 1.0 leaves open, in both bindings.</summary>
internal static class Differences
{
    /// <summary>Whether a status is the last of its stream (§7.2.2): nothing can follow, or it is the client's turn.</summary>
    public static bool IsLast(AgentTaskStatus status) => status.IsFinal || status.State == AgentTaskState.InputRequired;

    /// <summary>Data, which is always an object: a value that is none, as the <c>value</c> of one.</summary>
    /// <param name="json">A JSON value.</param>
    public static string Data(string json) => json.StartsWith('{') ? json : $$"""{"value":{{json}}}""";
}
