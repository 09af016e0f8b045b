using Actors.Embedded.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded.Tests;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Echo(string text);

    ValueTask<int> Number();

    Task Fail();

    IAsyncEnumerable<int> Stream();

    Task<string> EchoBy(string other, string text);
}

internal sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Echo(string text) => Task.FromResult(text);

    public ValueTask<int> Number() => new(1);

    public Task Fail() => throw new DivideByZeroException();

    public async IAsyncEnumerable<int> Stream()
    {
        journal.Note("stream began");
        await Task.Yield();
        yield return 1;
    }

    public Task<string> EchoBy(string other, string text) => GrainFactory.GetGrain<IFilteredGrain>(other).Echo(text);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Note($"grain's own: {context.MethodName}");
        return context.Invoke();
    }
}

internal sealed class NotingFilter(Journal journal, string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Note($"{name}: {context.SourceId?.Key.ToString() ?? "outside"} → {context.TargetId.Key} {context.MethodName}");
        Assert.Equal(typeof(IFilteredGrain), context.InterfaceMethod.DeclaringType);
        Assert.Equal(typeof(FilteredGrain), context.ImplementationMethod.DeclaringType);
        Assert.IsType<FilteredGrain>(context.Grain);
        Assert.Same(context.TargetContext, Activation.Current);
        try
        {
            await context.Invoke();
            if (context.Result is string text) context.Result = $"{name}({text})";
        }
        catch (DivideByZeroException failure)
        {
            throw new InvalidOperationException(name, failure);
        }
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        journal.Note($"{name}: {context.SourceContext?.GrainId.Key.ToString() ?? "outside"} → {context.TargetId.Key} {context.MethodName}");
        if (context.Request.GetArgumentCount() == 1) context.Request.SetArgument(0, $"<{context.Request.GetArgument(0)}>");
        await context.Invoke();
    }
}

internal sealed class RefusingFilter(string refused) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.MethodName == refused ? throw new UnauthorizedAccessException() : context.Invoke();
}

internal sealed class RepeatingFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        await context.Invoke();
    }
}

public sealed class FilterTests
{
    [Fact]
    public async Task Incoming_filters_run_in_order_then_the_grains_own_and_may_change_the_result()
    {
        await using var host = await TestHost.Start(services: Incoming("outer", "inner"));
        var grain = host.Grains.GetGrain<IFilteredGrain>("a");

        Assert.Equal("outer(inner(hello))", await grain.Echo("hello"));
        Assert.Equal(["outer: outside → a Echo", "inner: outside → a Echo", "grain's own: Echo"], host.Journal.Entries);
        Assert.Equal(1, await grain.Number());
    }

    [Fact]
    public async Task A_filter_sees_which_grain_calls_and_may_change_exceptions()
    {
        await using var host = await TestHost.Start(services: Incoming("only"));
        var grain = host.Grains.GetGrain<IFilteredGrain>("a");

        await grain.EchoBy("b", "hello");
        Assert.Contains("only: a → b Echo", host.Journal.Entries);
        Assert.Equal("only", (await Assert.ThrowsAsync<InvalidOperationException>(grain.Fail)).Message);
    }

    [Fact]
    public async Task A_stream_passes_the_filters_as_itself_before_it_begins()
    {
        await using var host = await TestHost.Start(services: Incoming("only"));
        var grain = host.Grains.GetGrain<IFilteredGrain>("a");

        Assert.Equal([1], await grain.Stream().ToListAsync());
        Assert.Equal(["only: outside → a Stream", "grain's own: Stream", "stream began"], host.Journal.Entries);
    }

    [Theory]
    [InlineData(nameof(IFilteredGrain.Echo))]
    [InlineData(nameof(IFilteredGrain.Stream))]
    public async Task What_a_filter_refuses_never_reaches_the_grain(string method)
    {
        await using var host = await TestHost.Start(services: services => services.AddSingleton<IIncomingGrainCallFilter>(new RefusingFilter(method)));
        var grain = host.Grains.GetGrain<IFilteredGrain>("a");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () =>
        {
            await grain.Echo("x");
            await grain.Stream().ToListAsync();
        });

        Assert.DoesNotContain($"grain's own: {method}", host.Journal.Entries);
    }

    [Fact]
    public async Task A_filter_that_invokes_twice_passes_every_later_filter_twice()
    {
        await using var host = await TestHost.Start(services: services =>
        {
            services.AddSingleton<IIncomingGrainCallFilter, RepeatingFilter>();
            Incoming("inner")(services);
        });

        await host.Grains.GetGrain<IFilteredGrain>("a").Number();

        Assert.Equal(2, host.Journal.Entries.Count(entry => entry.StartsWith("inner", StringComparison.Ordinal)));
        Assert.Equal(2, host.Journal.Entries.Count(entry => entry.StartsWith("grain's own", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Outgoing_filters_run_at_the_caller_and_may_change_arguments()
    {
        await using var host = await TestHost.Start(services: services =>
            services.AddSingleton<IOutgoingGrainCallFilter>(provider => new NotingFilter(provider.GetRequiredService<Journal>(), "out")));
        var grain = host.Grains.GetGrain<IFilteredGrain>("a");

        Assert.Equal("<hello>", await grain.EchoBy("b", "hello"));
        Assert.Equal([1], await grain.Stream().ToListAsync());
        Assert.Equal(
            ["out: outside → a EchoBy", "out: a → b Echo", "out: outside → a Stream"],
            host.Journal.Entries.Where(entry => entry.StartsWith("out", StringComparison.Ordinal)));
    }

    private static Action<IServiceCollection> Incoming(params string[] names) => services =>
    {
        foreach (var name in names)
            services.AddSingleton<IIncomingGrainCallFilter>(provider => new NotingFilter(provider.GetRequiredService<Journal>(), name));
    };
}
