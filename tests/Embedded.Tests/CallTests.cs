using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface ICalledGrain : IGrainWithStringKey
{
    Task<int> Add(int left, int right);

    ValueTask<string> Upper(string text);

    ValueTask Nothing();

    Task<T> Same<T>(T value);

    Task Fail(string message);

    Task FailAtOnce(string message);

    [OneWay]
    Task Tell(string entry);

    [OneWay]
    Task TellAndFail(string entry);

    Task UntilCancelled(CancellationToken cancellation);

    [ResponseTimeout("00:00:00.2")]
    Task LongerThanAllowed(CancellationToken cancellation);

    Task Wait(string gate);

    Task<string> KeyOf(ICalledGrain other);

    Task<ICalledGrain> Self();
}

internal sealed class CalledGrain(Journal journal) : Grain, ICalledGrain
{
    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public async ValueTask<string> Upper(string text)
    {
        await Task.Yield();
        return text.ToUpperInvariant();
    }

    public ValueTask Nothing() => default;

    public Task<T> Same<T>(T value) => Task.FromResult(value);

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new DivideByZeroException(message);
    }

    public Task FailAtOnce(string message) => throw new DivideByZeroException(message);

    public async Task Tell(string entry)
    {
        await journal.Gate(entry);
        journal.Note(entry);
    }

    public Task TellAndFail(string entry)
    {
        journal.Note(entry);
        throw new DivideByZeroException();
    }

    public async Task UntilCancelled(CancellationToken cancellation)
    {
        journal.Note("running");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            journal.Note("cancelled");
        }
    }

    public Task LongerThanAllowed(CancellationToken cancellation) => UntilCancelled(cancellation);

    public async Task Wait(string gate)
    {
        journal.Note($"waiting for {gate}");
        await journal.Gate(gate);
        journal.Note($"passed {gate}");
    }

    public Task<string> KeyOf(ICalledGrain other) => Task.FromResult(other.GetPrimaryKeyString());

    public Task<ICalledGrain> Self() => Task.FromResult(this.AsReference<ICalledGrain>());
}

/// <summary>A class whose grains call each other in a circle.</summary>
public interface ICircleGrain : IGrainWithStringKey
{
    /// <summary>Calls the first of <paramref name="others"/>, which calls the next.</summary>
    Task Call(string[] others);
}

internal sealed class CircleGrain(Journal journal) : Grain, ICircleGrain
{
    public async Task Call(string[] others)
    {
        if (others is not [var next, .. var rest]) return;
        var call = GrainFactory.GetGrain<ICircleGrain>(next).Call(rest);
        journal.Note($"{this.GetPrimaryKeyString()} called {next}");
        await call;
    }
}

public interface IAnimalGrain : IGrainWithStringKey
{
    Task<string> Speak();
}

internal sealed class DogGrain : Grain, IAnimalGrain
{
    public Task<string> Speak() => Task.FromResult("woof");
}

internal sealed class CatGrain : Grain, IAnimalGrain
{
    public Task<string> Speak() => Task.FromResult("miaow");
}

public interface IUnimplementedGrain : IGrainWithStringKey;

public sealed class CallTests
{
    [Fact]
    public async Task Every_shape_of_result_comes_back()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ICalledGrain>("t/a");

        Assert.Equal(5, await grain.Add(2, 3));
        Assert.Equal("ABC", await grain.Upper("abc"));
        await grain.Nothing();
        Assert.Equal("x", await grain.Same("x"));
        Assert.Equal(7, await grain.Same(7));
    }

    [Fact]
    public async Task References_can_be_passed_and_compared_and_know_their_key()
    {
        await using var host = await TestHost.Start();
        var a = host.Grains.GetGrain<ICalledGrain>("t/a");
        var b = (ICalledGrain)host.Grains.GetGrain(typeof(ICalledGrain), "t/b");

        Assert.Equal("t/b", await a.KeyOf(b));
        Assert.Equal(a, await a.Self());
        Assert.NotEqual(a, b);
        Assert.Equal("called/t/a", a.GetGrainId().ToString());
    }

    [Fact]
    public async Task Several_classes_of_one_interface_are_told_apart_by_prefix()
    {
        await using var host = await TestHost.Start();

        Assert.Equal("woof", await host.Grains.GetGrain<IAnimalGrain>("t/a", typeof(DogGrain).FullName).Speak());
        Assert.Equal("miaow", await host.Grains.GetGrain<IAnimalGrain>("t/a", typeof(CatGrain).FullName).Speak());
        Assert.Contains("CatGrain", Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IAnimalGrain>("t/a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IUnimplementedGrain>("t/a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_crosses_with_its_type_message_and_stack(bool atOnce)
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ICalledGrain>("t/a");

        var thrown = await Assert.ThrowsAsync<DivideByZeroException>(() => atOnce ? grain.FailAtOnce("why") : grain.Fail("why"));

        Assert.Equal("why", thrown.Message);
        Assert.Contains(nameof(CalledGrain), thrown.StackTrace, StringComparison.Ordinal);
        Assert.Equal(3, await grain.Add(1, 2));
    }

    [Fact]
    public async Task A_one_way_call_returns_at_once_and_keeps_its_failure_to_itself()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<ICalledGrain>("t/a");

        await grain.Tell("told");
        Assert.Empty(host.Journal.Entries);
        host.Journal.Open("told");
        await host.Journal.Until("told");

        await grain.TellAndFail("failed");
        await host.Journal.Until("failed");
        Assert.Equal(3, await grain.Add(1, 2));
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_grain_and_ends_the_wait()
    {
        await using var host = await TestHost.Start();
        using var cancellation = new CancellationTokenSource();

        var call = host.Grains.GetGrain<ICalledGrain>("t/a").UntilCancelled(cancellation.Token);
        await host.Journal.Until("running");
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(call.IsCanceled);
        await host.Journal.Until("cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Grains.GetGrain<ICalledGrain>("t/a").UntilCancelled(cancellation.Token));
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_for_its_turn_never_runs()
    {
        await using var host = await TestHost.Start();
        using var cancellation = new CancellationTokenSource();
        var grain = host.Grains.GetGrain<ICalledGrain>("t/a");

        var running = grain.Wait("gate");
        var queued = grain.UntilCancelled(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        host.Journal.Open("gate");
        await running;
        await grain.Nothing();

        Assert.DoesNotContain("running", host.Journal.Entries);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_times_out_and_its_token_is_cancelled()
    {
        await using var host = await TestHost.Start();

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => host.Grains.GetGrain<ICalledGrain>("t/a").LongerThanAllowed(default));

        Assert.Contains("ICalledGrain.LongerThanAllowed of grain called/t/a", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("deadlock", thrown.Message, StringComparison.Ordinal);
        await host.Journal.Until("cancelled");
    }

    [Fact]
    public async Task Calls_time_out_when_the_clock_says_so()
    {
        var clock = new ManualClock();
        await using var host = await TestHost.Start(clock: clock);
        var grain = host.Grains.GetGrain<ICalledGrain>("t/a");

        var first = grain.Wait("gate");
        clock.Advance(TimeSpan.FromSeconds(20));
        var second = grain.Wait("gate");
        clock.Advance(TimeSpan.FromSeconds(11));
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        host.Journal.Open("gate");
    }

    [Fact]
    public async Task Grains_that_call_each_other_in_a_circle_get_an_error_that_names_the_circle()
    {
        var clock = new ManualClock();
        await using var host = await TestHost.Start(clock: clock);

        var two = host.Grains.GetGrain<ICircleGrain>("a").Call(["b", "a"]);
        var itself = host.Grains.GetGrain<ICircleGrain>("c").Call(["c"]);
        var behind = host.Grains.GetGrain<ICircleGrain>("x").Call(["y", "z", "y"]);
        foreach (var last in (string[])["b called a", "c called c", "z called y"]) await host.Journal.Until(last);
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("circle/a → circle/b → circle/a", (await Assert.ThrowsAsync<TimeoutException>(() => two)).Message, StringComparison.Ordinal);
        Assert.Contains("circle/c → circle/c", (await Assert.ThrowsAsync<TimeoutException>(() => itself)).Message, StringComparison.Ordinal);
        Assert.Contains("circle/x → circle/y → circle/z → circle/y", (await Assert.ThrowsAsync<TimeoutException>(() => behind)).Message, StringComparison.Ordinal);
        await host.Grains.GetGrain<ICircleGrain>("a").Call(["b"]);
    }

    [Fact]
    public async Task A_chain_of_a_thousand_grains_is_no_deeper_than_the_stack_allows()
    {
        await using var host = await TestHost.Start();
        var chain = Enumerable.Range(0, 1_000).Select(i => $"link{i}").ToArray();

        for (var round = 0; round < 2; round++) await host.Grains.GetGrain<ICircleGrain>("start").Call(chain);
    }
}
