using System.Text.Json;
using Actors.Contracts;

namespace Actors.Tools.Schemas;

/// <summary>Holds JSON against a schema compiled once. Knows the keywords that our schemas use, and no others.</summary>
public sealed class SchemaValidator(JsonElement schema)
{
    private readonly SchemaNode root = SchemaNode.Compile(schema);

    /// <summary>Everything that does not fit, ten problems at most.</summary>
    public IReadOnlyList<SchemaProblem> Validate(JsonElement value)
    {
        var problems = new SchemaProblems();
        try
        {
            root.Check(value, "", problems);
        }
        catch (InvalidOperationException)
        {
            // The reader refuses to make a string of half a surrogate pair only when it is asked for that string.
            problems.Add("", "A string is not text: it has half of a surrogate pair.");
        }
        return problems.All;
    }

    /// <summary>Passes what fits.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>, with each problem under its JSON pointer.</exception>
    public void Demand(JsonElement value)
    {
        var problems = Validate(value);
        if (problems.Count == 0) return;
        var details = problems.GroupBy(p => p.Pointer, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join(" ", g.Select(p => p.Message)), StringComparer.Ordinal);
        throw new ActorException(new ActorError
        {
            Code = ErrorCodes.InvalidArgument,
            Message = "The arguments do not fit: " + string.Join(" ", problems.Select(p => p.Pointer.Length == 0 ? p.Message : $"{p.Pointer}: {p.Message}")),
            Details = details,
        });
    }
}
