using System.Diagnostics.CodeAnalysis;

namespace Actors.Contracts.Tools;

/// <summary>
/// The schema of a request or result record, where it says more than types and annotations can: alternatives, conditions. It stands
/// in the catalog as it is; arguments are held against it before they become the record, and results before they are sent.
/// </summary>
/// <param name="schema">JSON Schema 2020-12 of an object; references only within it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JsonSchemaAttribute([StringSyntax(StringSyntaxAttribute.Json)] string schema) : Attribute
{
    /// <summary>The schema.</summary>
    public string Schema { get; } = schema;
}
