using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>What every surface does to run a tool: hold the arguments against the schema, call the grain, and hold the result against its schema.</summary>
public static class ToolRunner
{
    /// <summary>Runs a tool to its end; the result is UTF-8 JSON that fits its output schema.</summary>
    /// <exception cref="ActorException">The arguments do not fit, what the grain threw, or <see cref="ErrorCodes.Internal"/>: the result does not fit.</exception>
    public static Task<ReadOnlyMemory<byte>> Run(this Tool tool, Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation)
    {
        if (tool.Streams) return Last(tool.RunInSteps(caller, arguments, answers, cancellation));
        tool.Arguments.Demand(arguments);
        var result = tool.Invoker.Call(caller, arguments, answers, cancellation);
        return tool.Results is { } schema ? Checked(tool, schema, result) : result;
    }

    /// <summary>Runs a tool that answers in steps.</summary>
    /// <exception cref="ActorException">The arguments do not fit, what the grain threw, or <see cref="ErrorCodes.Internal"/>: the result does not fit.</exception>
    public static IAsyncEnumerable<ToolStep> RunInSteps(this Tool tool, Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation)
    {
        tool.Arguments.Demand(arguments);
        var steps = tool.Invoker.Stream(caller, arguments, answers, cancellation);
        return tool.Results is { } schema ? Checked(tool, schema, steps, cancellation) : steps;
    }

    private static async Task<ReadOnlyMemory<byte>> Last(IAsyncEnumerable<ToolStep> steps) =>
        (await steps.LastOrDefaultAsync()).Result ?? throw new InvalidOperationException("The tool ended without a result.");

    private static async Task<ReadOnlyMemory<byte>> Checked(Tool tool, SchemaValidator schema, Task<ReadOnlyMemory<byte>> running)
    {
        var result = await running;
        Check(tool, schema, result);
        return result;
    }

    private static async IAsyncEnumerable<ToolStep> Checked(Tool tool, SchemaValidator schema, IAsyncEnumerable<ToolStep> steps, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var step in steps.WithCancellation(cancellation))
        {
            if (step.Result is { } result) Check(tool, schema, result);
            yield return step;
        }
    }

    /// <summary>A result that is not what the tool says it is would be believed; what is wrong with it is for the log, and what was done stays done.</summary>
    private static void Check(Tool tool, SchemaValidator schema, ReadOnlyMemory<byte> result)
    {
        using var json = JsonDocument.Parse(result);
        var problems = schema.Validate(json.RootElement);
        if (problems.Count == 0) return;
        throw new ActorException(ErrorCodes.Internal, $"{tool.Name} did its work, but its result is not what its output schema says, so it is not sent: "
            + string.Join(" ", problems.Select(problem => problem.Pointer.Length == 0 ? problem.Message : $"{problem.Pointer}: {problem.Message}")));
    }
}
