using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>What every surface does to run a tool: hold the arguments against the schema, then call the grain.</summary>
public static class ToolRunner
{
    /// <summary>Runs a tool that answers at once; the result is UTF-8 JSON that fits its output schema.</summary>
    /// <exception cref="ActorException">The arguments do not fit, or what the grain threw.</exception>
    public static Task<ReadOnlyMemory<byte>> Run(this Tool tool, Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation)
    {
        tool.Arguments.Demand(arguments);
        return tool.Invoker.Call(caller, arguments, answers, cancellation);
    }

    /// <summary>Runs a tool that answers in steps.</summary>
    /// <exception cref="ActorException">The arguments do not fit, or what the grain threw.</exception>
    public static IAsyncEnumerable<ToolStep> RunInSteps(this Tool tool, Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation)
    {
        tool.Arguments.Demand(arguments);
        return tool.Invoker.Stream(caller, arguments, answers, cancellation);
    }
}
