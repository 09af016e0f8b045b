namespace Actors.Embedded;

/// <summary>
/// A stream as its consumer sees it. Enumerating it calls the grain, which returns its own stream; a
/// <see cref="StreamProducer{T}"/> runs that on the grain's scheduler. Ending the enumeration early stops the grain.
/// </summary>
internal sealed class GrainStream<T>(GrainReference reference, StreamMethod<T> method, object?[] arguments) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var token = method.CancellationIndex;
        object?[] given = [.. arguments];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, token < 0 ? default : (CancellationToken)given[token]!);
        if (token >= 0) given[token] = stop.Token;
        try
        {
            var request = new Request<IAsyncEnumerable<T>>(reference, method, given);
            var source = await request.Send().WaitAsync(stop.Token);
            var items = new StreamProducer<T>(request.Target!, source, stop.Token).Start();
            await foreach (var item in items.ReadAllAsync(stop.Token)) yield return item;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}
