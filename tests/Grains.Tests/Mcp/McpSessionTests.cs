using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Mcp;
using Actors.Contracts.Retention;

namespace Actors.Grains.Tests.Mcp;

/// <summary>Sessions outlive the process, and end when nobody uses them.</summary>
public sealed class McpSessionTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private readonly Caller.Entered platform = Caller.Platform("test").Enter();

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task A_session_outlives_the_process()
    {
        var key = await Open();
        await Grain(key).SetLogLevel("warning", default);
        await host.Restart();
        var session = await Grain(key).Get(default);
        Assert.Equal(("ada", "2025-11-25", "warning"), (session!.Owner, session.Version, session.LogLevel));
        await Assert.ThrowsAsync<ActorException>(() => Grain(key).Open(session, default));
    }

    [Fact]
    public async Task A_request_that_went_down_with_its_process_is_answered_as_lost_and_one_that_was_answered_is_not()
    {
        var key = await Open();
        await Streams().Begin("7", default);
        var answered = await Streams().Begin("8", default);
        await Streams().Append(new() { Stream = McpPosition.Standalone, Message = "{}", Answers = answered }, default);
        await host.Restart();
        await using var told = Streams().Watch(new() { Stream = McpPosition.Standalone, BringsAnswers = true }, default).GetAsyncEnumerator();
        Assert.True(await told.MoveNextAsync());
        var next = told.MoveNextAsync().AsTask();
        host.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await next);
        Assert.Contains("\"id\":7", told.Current.Message, StringComparison.Ordinal);
        Assert.Contains("unknown_outcome", told.Current.Message, StringComparison.Ordinal);
        next = told.MoveNextAsync().AsTask();
        host.Time.Advance(TimeSpan.FromSeconds(20));
        await Streams().Append(new() { Stream = McpPosition.Standalone, Message = "after" }, default);
        Assert.True(await next);
        Assert.Equal("after", told.Current.Message);

        IMcpStreamsGrain Streams() => host.Grains.GetGrain<IMcpStreamsGrain>(key);
    }

    [Fact]
    public async Task A_request_is_answered_once_whether_its_answer_comes_or_it_is_taken_for_lost_first()
    {
        const int Many = 40;
        var streams = host.Grains.GetGrain<IMcpStreamsGrain>(await Open());
        await using var told = streams.Watch(new() { Stream = McpPosition.Standalone, BringsAnswers = true }, default).GetAsyncEnumerator();
        Assert.True(await told.MoveNextAsync());
        List<long> begun = [];
        for (var id = 0; id < Many; id++) begun.Add(await streams.Begin($"{id}", default));
        host.Time.Advance(TimeSpan.FromSeconds(20));
        var answering = Task.WhenAll(begun.Select((stream, id) => streams.Append(new() { Stream = McpPosition.Standalone, Message = $$"""{"jsonrpc":"2.0","id":{{id}},"result":{} }""", Answers = stream }, default)));
        List<int> ids = [];
        while (ids.Distinct().Count() < Many && await told.MoveNextAsync()) ids.Add(JsonElement.Parse(told.Current.Message).GetProperty("id").GetInt32());
        await answering;
        await streams.Append(new() { Stream = McpPosition.Standalone, Message = """{"id":-1}""" }, default);
        while (ids.LastOrDefault() != -1 && await told.MoveNextAsync()) ids.Add(JsonElement.Parse(told.Current.Message).GetProperty("id").GetInt32());
        Assert.Equal(Enumerable.Range(-1, Many + 1), ids.Order());
    }

    [Fact]
    public async Task An_idle_session_ends_after_a_day_and_its_row_is_removed_while_a_used_one_is_kept()
    {
        var (idle, used, ended) = (await Open(), await Open(), await Open());
        await Grain(ended).End(default);
        host.Time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await Grain(used).Get(default));
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await Grain(idle).Get(default));
        while (!await host.Grains.GetGrain<IRetentionGrain>(GrainKeys.Operations).Step(default)) continue;
        Assert.Equal(("0", "1", "0"), (await Rows(idle), await Rows(used), await Rows(ended)));
        Assert.NotNull(await Grain(used).Get(default));
    }

    private IMcpSessionGrain Grain(string key) => host.Grains.GetGrain<IMcpSessionGrain>(key);

    private async Task<string> Open()
    {
        var key = GrainKeys.McpSession("demo", SecretText.Digest(SecretText.New()));
        await Grain(key).Open(new() { Owner = "ada", Version = "2025-11-25", Client = "{}", Capabilities = "{}" }, default);
        return key;
    }

    private async Task<string?> Rows(string key) => await host.Execute(
        $"SELECT count(PayloadBinary) FROM OrleansStorage WHERE GrainTypeString = 'mcp_session' AND GrainIdExtensionString = '{key}'");
}
