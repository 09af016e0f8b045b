using System.Runtime.CompilerServices;

namespace Actors.Contracts;

/// <summary>Streams of grains, followed by iterators.</summary>
public static class CallerStream
{
    /// <summary>
    /// Follows a grain's stream in a caller's name. What an iterator sets of its context is gone after each element it yields, yet each
    /// further one, and the end, may be a call of its own.
    /// </summary>
    public static async IAsyncEnumerable<T> Stream<T>(this Caller caller, Func<IAsyncEnumerable<T>> call, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        IAsyncEnumerator<T> elements;
        using (caller.Enter()) elements = call().GetAsyncEnumerator(cancellation);
        try
        {
            while (await Next()) yield return elements.Current;
        }
        finally
        {
            using var _ = caller.Enter();
            await elements.DisposeAsync();
        }

        async ValueTask<bool> Next()
        {
            using var _ = caller.Enter();
            return await elements.MoveNextAsync();
        }
    }
}
