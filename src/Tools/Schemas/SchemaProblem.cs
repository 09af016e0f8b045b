namespace Actors.Tools.Schemas;

/// <summary>One place where JSON does not fit its schema.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901); empty for the whole.</param>
/// <param name="Message">What was found and what is expected, as a sentence.</param>
public readonly record struct SchemaProblem(string Pointer, string Message);
