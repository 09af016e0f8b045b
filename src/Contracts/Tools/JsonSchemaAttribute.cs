using System.Diagnostics.CodeAnalysis;

namespace Actors.Contracts.Tools;

/// <summary>
/// The schema of a request record, where it says more than types and annotations can: alternatives, conditions. It stands in the
/// catalog as it is, and arguments are held against it before they become the record.
/// </summary>
/// <param name="schema">JSON Schema 2020-12 of an object; references only within it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JsonSchemaAttribute([StringSyntax(StringSyntaxAttribute.Json)] string schema) : Attribute
{
    /// <summary>The schema.</summary>
    public string Schema { get; } = schema;
}
