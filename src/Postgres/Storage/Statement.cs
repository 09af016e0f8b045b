using System.Diagnostics;
using Npgsql;

namespace Actors.Postgres.Storage;

/// <summary>One read or write that waits in a <see cref="StatementPipeline"/> for its turn and its outcome.</summary>
internal abstract class Statement
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long submitted = Stopwatch.GetTimestamp();

    public Task Done => done.Task;

    public TimeSpan Age => Stopwatch.GetElapsedTime(submitted);

    /// <summary>Whether it changes anything.</summary>
    public abstract bool Writes { get; }

    /// <summary>Whether a change was sent whose outcome never came back.</summary>
    public bool InDoubt { get; private set; }

    /// <summary>Whether it touches tables with row-level security: what a pipeline sends then sees the rows of all tenants.</summary>
    public virtual bool SeesTenants => true;

    /// <summary>About how many bytes it sends.</summary>
    public virtual int Size => 0;

    /// <summary>
    /// How those that wait with it go as one command, if they name the same; null where each goes by itself. A row that comes back ends with
    /// the place of the statement it is for.
    /// </summary>
    public virtual Func<IReadOnlyList<Statement>, NpgsqlBatchCommand>? Merge => null;

    /// <summary>Begins an attempt: what an earlier one read is forgotten.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>
    /// The SQL of one attempt. Each command answers with rows, be it none of them: one that cannot, such as an UPDATE without RETURNING, is
    /// passed over by the driver, and what follows would be taken for its answer.
    /// </summary>
    public abstract IEnumerable<NpgsqlBatchCommand> Commands();

    /// <summary>Takes a row that came back. It counts only once <see cref="Complete"/> is called: the commit may yet fail.</summary>
    public abstract void Read(NpgsqlDataReader row);

    public void LoseAnswer() => InDoubt = Writes;

    public void Complete() => done.TrySetResult();

    public void Fail(Exception error) => done.TrySetException(error);
}
