using System.Collections.Concurrent;

namespace Actors.Embedded.Tests.Support;

/// <summary>What grains note and wait for, so that a test can see and steer the order of things.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();

    public string[] Entries => [.. entries];

    public void Note(string entry) => entries.Enqueue(entry);

    /// <summary>Completes when the test opens the gate.</summary>
    public Task Gate(string name) => Source(name).Task;

    public void Open(string name) => Source(name).TrySetResult();

    /// <summary>Waits for an entry.</summary>
    public Task Until(string entry) => Eventually(() => Entries.Contains(entry));

    /// <summary>Waits for something to become true. The bound only keeps a broken build from hanging.</summary>
    public static Task Eventually(Func<bool> condition) => Eventually(() => Task.FromResult(condition()));

    /// <inheritdoc cref="Eventually(Func{bool})" />
    public static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 3_000, "It never came true.");
            await Task.Delay(10);
        }
    }

    private TaskCompletionSource Source(string name) =>
        gates.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
