using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>One update of a tool that answers in steps; the last one carries the result.</summary>
/// <param name="Progress">How far the work is.</param>
/// <param name="Total">The value of <paramref name="Progress"/> at the end, where it is known.</param>
/// <param name="Message">What is being done.</param>
/// <param name="Result">The result as UTF-8 JSON, on the last step.</param>
/// <param name="Log">What is said about the work, in place of progress.</param>
/// <param name="Disconnects">Whether a client that can come back may be let go.</param>
public readonly record struct ToolStep(double Progress, double? Total, string? Message, ReadOnlyMemory<byte>? Result, LogEntry? Log = null, bool Disconnects = false);
