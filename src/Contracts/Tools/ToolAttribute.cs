namespace Actors.Contracts.Tools;

/// <summary>
/// Makes a grain method a tool: an MCP tool, a REST endpoint and an A2A skill at once. The method takes at most one
/// request record and a <see cref="CancellationToken"/>; schemas are read from the records, and the words that
/// describe the tool and its arguments from their XML documentation.
/// </summary>
/// <param name="name">The tool's name, in <c>snake_case</c>, unique in the product.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolAttribute(string name) : CapabilityAttribute
{
    /// <summary>The tool's name.</summary>
    public string Name { get; } = name;

    /// <summary>What a person sees in place of the name.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP method and path, such as <c>PATCH /api/goals/{goalId}</c>; a placeholder is an argument's name.</summary>
    public required string Route { get; init; }

    /// <summary>The tool changes nothing.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The tool can destroy or overwrite what was there.</summary>
    public bool Destructive { get; init; }

    /// <summary>Doing it twice with the same arguments is the same as doing it once.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether a call becomes a task. Such a tool takes long, so it answers in steps.</summary>
    public TaskSupport Tasks { get; init; }

    /// <summary>What it is given or answers is a secret, so that agents, whose tasks are kept in the clear, do not call it.</summary>
    public bool Confidential { get; init; }

    /// <summary>The tool reaches things outside this backend.</summary>
    public bool OpenWorld { get; init; }

    /// <summary>
    /// The member of the result, a text of JSON lines, that REST answers with instead of the whole. Its <c>nextAfter</c> becomes a link to
    /// the next part (RFC 8288).
    /// </summary>
    public string? Lines { get; init; }

    /// <summary>Whether REST answers a GET with all parts of the export in one zip, and takes such a zip for a POST.</summary>
    public bool Archive { get; init; }
}
