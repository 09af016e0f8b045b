namespace Actors.Grains.Tests.A2A.Concierge;

/// <summary>What is dug in. It outlives the host's restarts, so that work which was stuck before can go on after.</summary>
public sealed class Ground
{
    private TaskCompletionSource abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsSoft { get; private set; }

    /// <summary>Done once somebody who was stuck has been called off.</summary>
    public Task Abandoned => abandoned.Task;

    public void Soften() => IsSoft = true;

    public void Harden() => (IsSoft, abandoned) = (false, new(TaskCreationOptions.RunContinuationsAsynchronously));

    public async Task Resist(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            abandoned.TrySetResult();
        }
    }
}
