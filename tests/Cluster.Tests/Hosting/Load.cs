using System.Collections.Concurrent;
using System.Diagnostics;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>People who call all the time, each again soon after the last answer.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly ConcurrentBag<Call> calls = [];
    private readonly CancellationTokenSource enough = new();
    private readonly CancellationToken bound;
    private readonly Task callers;

    private Load(IEnumerable<Person> people, TimeSpan pause, int most, Func<Person, int, Task<Answer>> call, CancellationToken bound)
    {
        this.bound = bound;
        callers = Task.WhenAll(people.Select((person, n) => Task.Run(() => CallAgainAndAgain(person, n, pause, most, call), bound)));
    }

    /// <summary>Calls that may be repeated: each person reads who they are and what their goals are, through all these gateways.</summary>
    public static Load OfReads(IEnumerable<Person> people, IReadOnlyList<Member> gateways, CancellationToken bound) =>
        new(people, TimeSpan.FromMilliseconds(40), int.MaxValue, (person, n) => n / 2 % 2 == 0
            ? person.WhoAmI(gateways[n % gateways.Count], bound)
            : person.ListGoals(gateways[n % gateways.Count], bound), bound);

    /// <summary>Calls that must not be repeated: each person sets goals of ever another type, as many as one may have.</summary>
    public static Load OfWrites(IEnumerable<Person> people, IReadOnlyList<Member> gateways, CancellationToken bound) =>
        new(people, TimeSpan.FromMilliseconds(10), 180, (person, n) => person.SetGoal(gateways[n % gateways.Count], $"goal_{n}", bound), bound);

    /// <summary>How many calls were answered so far.</summary>
    public int Answered => calls.Count;

    /// <summary>Lets each caller finish the call that is under way.</summary>
    public async Task<IReadOnlyList<Call>> Stop()
    {
        await enough.CancelAsync();
        return await End();
    }

    /// <summary>Waits until there is nothing left to call.</summary>
    public async Task<IReadOnlyList<Call>> End()
    {
        await callers;
        return [.. calls.OrderBy(call => call.Start)];
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await callers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        enough.Dispose();
    }

    private async Task CallAgainAndAgain(Person person, int n, TimeSpan pause, int most, Func<Person, int, Task<Answer>> call)
    {
        for (; most > 0 && !enough.IsCancellationRequested; n++, most--)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await call(person, n);
            calls.Add(new(person, n, start, Stopwatch.GetTimestamp(), answer));
            await Task.Delay(pause, bound);
        }
    }

    /// <summary>A call that ended, and when, in ticks of the stopwatch.</summary>
    public sealed record Call(Person Person, int Number, long Start, long End, Answer Answer)
    {
        public TimeSpan Took => Stopwatch.GetElapsedTime(Start, End);

        public override string ToString() => $"#{Number} {Answer} after {Took.TotalSeconds:0.0} s";
    }
}
