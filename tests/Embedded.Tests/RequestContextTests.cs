using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public interface IContextGrain : IGrainWithStringKey
{
    Task<object?> Get(string name);

    Task<object?> GetFromNext(string name, string next);

    /// <summary>Not an async method: what it sets is not undone by the compiler.</summary>
    Task Set(string name, string value);

    Task Wait(string gate);

    IAsyncEnumerable<object?> Stream(string name);
}

internal sealed class ContextGrain(Journal journal) : Grain, IContextGrain
{
    public Task<object?> Get(string name) => Task.FromResult(RequestContext.Get(name));

    public Task<object?> GetFromNext(string name, string next) => GrainFactory.GetGrain<IContextGrain>(next).Get(name);

    public Task Set(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }

    public Task Wait(string gate) => journal.Gate(gate);

    public async IAsyncEnumerable<object?> Stream(string name)
    {
        yield return RequestContext.Get(name);
        await Task.Yield();
        yield return RequestContext.Get(name);
    }
}

public sealed class RequestContextTests
{
    [Fact]
    public async Task Values_travel_to_the_grain_and_on_to_those_it_calls_and_into_streams()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("who", "ada");

        Assert.Equal("ada", await grain.Get("who"));
        Assert.Equal("ada", await grain.GetFromNext("who", "b"));
        Assert.Equal(["ada", "ada"], await grain.Stream("who").ToListAsync());
    }

    [Fact]
    public async Task What_a_grain_sets_does_not_travel_back()
    {
        await using var host = await TestHost.Start();

        await host.Grains.GetGrain<IContextGrain>("a").Set("who", "mallory");

        Assert.Null(RequestContext.Get("who"));
        Assert.Null(await host.Grains.GetGrain<IContextGrain>("a").Get("who"));
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_keeps_its_own_values()
    {
        await using var host = await TestHost.Start();
        var grain = host.Grains.GetGrain<IContextGrain>("a");
        RequestContext.Set("who", "ada");
        var running = grain.Wait("gate");
        RequestContext.Set("who", "grace");
        var queued = grain.Get("who");
        RequestContext.Clear();

        host.Journal.Open("gate");
        await running;

        Assert.Equal("grace", await queued);
    }

    [Fact]
    public void Values_can_be_listed_and_removed()
    {
        RequestContext.Set("a", 1);
        RequestContext.Set("b", 2);

        Assert.Equal(["a", "b"], RequestContext.Keys.Order());
        Assert.True(RequestContext.Remove("a"));
        Assert.False(RequestContext.Remove("a"));
        Assert.Equal(new("b", 2), Assert.Single(RequestContext.Entries));
        RequestContext.Clear();
        Assert.Empty(RequestContext.Keys);
    }
}
