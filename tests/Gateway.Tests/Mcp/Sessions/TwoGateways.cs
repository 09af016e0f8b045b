using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Contracts.Tools;
using Actors.Tools;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>Two gateways in front of the same grains, and a tool whose work goes on as a test says.</summary>
public abstract class TwoGateways(ActorsApp app) : IAsyncLifetime, ITestWork
{
    private readonly Channel<ToolStep> steps = Channel.CreateUnbounded<ToolStep>();
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected ActorsApp App => app;

    internal TestGateway One { get; private set; } = null!;

    internal TestGateway Other { get; private set; } = null!;

    /// <summary>Completes with the work: whether it was canceled.</summary>
    protected Task<bool> Ended => ended.Task;

    public async Task InitializeAsync() => (One, Other) = (await TestGateway.Start(app, this), await TestGateway.Start(app, this));

    public async Task DisposeAsync()
    {
        steps.Writer.TryComplete();
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }

    async IAsyncEnumerable<ToolStep> ITestWork.Steps(ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var step in steps.Reader.ReadAllAsync(cancellation)) yield return step;
        }
        finally
        {
            ended.TrySetResult(cancellation.IsCancellationRequested);
        }
    }

    /// <summary>Lets the work do these steps; one with a result is its last.</summary>
    protected void Tell(params ToolStep[] told)
    {
        foreach (var step in told)
        {
            Assert.True(steps.Writer.TryWrite(step));
            if (step.Result is not null) steps.Writer.TryComplete();
        }
    }
}
