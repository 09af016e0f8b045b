using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Admission;

/// <summary>Reads a connection, and hands on what arrived when <see cref="FairReading"/> says so.</summary>
internal sealed class FairReader : PipeReader, IValueTaskSource<ReadResult>
{
    /// <summary>How many reads are answered from what is there already, such as a request's body; then whoever sends without a pause waits for a turn.</summary>
    private const int AtOnce = 16;

    private readonly FairReading turns;
    private readonly PipeReader inner;
    private readonly Action arrived;
    private ManualResetValueTaskSourceCore<ReadResult> read; // continues where it is completed: in the turn
    private ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter pending;
    private int inARow;

    public FairReader(FairReading reading, PipeReader inner)
    {
        (turns, this.inner) = (reading, inner);
        arrived = () => reading.Enter(this);
    }

    /// <summary>In whose line it waits.</summary>
    public required string Line { get; set; }

    /// <summary>Whether anything of it was handed on before, so that it could be known whose it is.</summary>
    public bool HasBeenRead { get; set; }

    /// <summary>What it was allowed in by last.</summary>
    public LastToken? LastToken { get; set; }

    /// <summary>Takes note of whose request it carries: what follows waits in their line.</summary>
    public void BelongsTo(string tenant)
    {
        Line = tenant;
        turns.Note(tenant);
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = inner.ReadAsync(cancellationToken);
        if (reading.IsCompleted && ++inARow < AtOnce) return reading;
        inARow = 0;
        read.Reset();
        pending = reading.ConfigureAwait(false).GetAwaiter();
        pending.UnsafeOnCompleted(arrived);
        return new(this, read.Version);
    }

    /// <summary>Hands on what arrived; comes back when the request waits for something.</summary>
    public void Proceed()
    {
        HasBeenRead = true;
        ReadResult result;
        try
        {
            result = pending.GetResult();
        }
        catch (Exception lost)
        {
            read.SetException(lost);
            return;
        }

        read.SetResult(result);
    }

    public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => read.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        read.OnCompleted(continuation, state, token, flags);
}
