using System.Text.Json;
using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>One tool as every surface sees it: read once from a contract method, then only looked up.</summary>
public sealed record Tool
{
    /// <summary>What the contract declares: name, title, scope and hints.</summary>
    public required ToolAttribute Declared { get; init; }

    /// <summary>The method's documentation.</summary>
    public required string Description { get; init; }

    /// <summary>Where REST serves it.</summary>
    public required ToolRoute Route { get; init; }

    /// <summary>JSON Schema 2020-12 of the arguments, always of type object.</summary>
    public required JsonElement InputSchema { get; init; }

    /// <summary>JSON Schema 2020-12 of the result, always of type object.</summary>
    public required JsonElement OutputSchema { get; init; }

    /// <summary>Whether it answers with content to show, which has no schema for callers, rather than with a record.</summary>
    public required bool ShowsContent { get; init; }

    /// <summary>Checks arguments against <see cref="InputSchema"/>.</summary>
    public required SchemaValidator Arguments { get; init; }

    /// <summary>
    /// Checks results against <see cref="OutputSchema"/>, where that is written by hand. Null where it is read from the record that
    /// results are made of, so that each fits by its making.
    /// </summary>
    public SchemaValidator? Results { get; init; }

    /// <summary>The arguments that MCP clients repeat in headers.</summary>
    public IReadOnlyList<ParameterHeader> Headers { get; init; } = [];

    /// <summary>Its picture, if its domain has one.</summary>
    public Icon? Icon { get; init; }

    /// <summary>The address of the page that shows its results, if there is one.</summary>
    public string? ViewUri { get; init; }

    /// <summary>Reaches the grain.</summary>
    public required ToolInvoker Invoker { get; init; }

    /// <summary>The tool's name.</summary>
    public string Name => Declared.Name;

    /// <summary>Whether its route carries questions and answers. A DELETE has no body for them; whoever sends one has decided.</summary>
    public bool AsksOverRest => Invoker.Asks && Route.Method != "DELETE";

    /// <summary>Whether work that was interrupted can be done over again.</summary>
    public bool CanRepeat => Declared.Idempotent || Declared.ReadOnly;

    /// <summary>Whether it answers in steps: <see cref="ToolInvoker.Stream"/> rather than a single result.</summary>
    public bool Streams => Invoker.Streams;
}
