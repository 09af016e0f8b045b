using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>
/// Turns a tool call into a grain call: arguments in JSON to the request record, the caller to the grain's key, the
/// result to UTF-8 JSON. Arguments have been validated; scope and tenant are checked again by the silo.
/// </summary>
public abstract class ToolInvoker
{
    public virtual bool Streams => false;

    /// <summary>Whether the method takes <see cref="ClientAnswers"/>.</summary>
    public bool Asks { get; init; }

    /// <summary>Calls a tool that answers at once.</summary>
    public virtual Task<ReadOnlyMemory<byte>> Call(Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation) =>
        throw new InvalidOperationException("This tool answers in steps.");

    /// <summary>Calls what asks its client nothing.</summary>
    public Task<ReadOnlyMemory<byte>> Call(Caller caller, JsonElement arguments, CancellationToken cancellation) => Call(caller, arguments, ClientAnswers.None, cancellation);

    /// <summary>Calls a tool that answers in steps.</summary>
    public virtual IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation) =>
        throw new InvalidOperationException("This tool answers at once.");

    /// <summary>The request record; what the schema let through and the record cannot hold, such as a huge integer, is still the caller's mistake.</summary>
    protected static T? Message<T>(JsonElement arguments, JsonTypeInfo<T>? type)
    {
        try
        {
            return type is null ? default : arguments.Deserialize(type);
        }
        catch (JsonException mistake)
        {
            var argument = mistake.Path?.TrimStart('$', '.') ?? "";
            throw ActorException.InvalidArgument(argument, $"The value of {argument} cannot be used here. A whole number is written without a fraction.");
        }
    }
}
