namespace Actors.Grains.Tasks;

/// <summary>One step of a tool's work.</summary>
/// <param name="Message">What is being done.</param>
/// <param name="Result">The result as JSON, on the last step.</param>
internal readonly record struct ToolWorkStep(string? Message, string? Result);
