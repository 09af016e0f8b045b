using System.Text;
using Actors.Postgres.Events;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>Events come back in the order in which their one writer appended them, and from where a reader left off.</summary>
public sealed class EventLogTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly EventLog log = new(database.Source);
    private readonly string stream = $"test/{Guid.NewGuid():n}";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => log.DisposeAsync().AsTask();

    [Fact]
    public async Task Events_are_read_in_order_from_where_a_reader_left_off()
    {
        await Append(0, "a", "b");
        await Append(2, "c");
        Assert.Equal(["1a", "2b", "3c"], await Read(after: 0));
        Assert.Equal(["2b"], await Read(after: 1, limit: 1));
        Assert.Equal((1L, 3L), await log.Bounds("acme", stream, default));
        Assert.Equal((0L, 0L), await log.Bounds("acme", stream + "/other", default));
        Assert.Empty(await log.Read("globex", stream, 0, 10, default));
    }

    [Fact]
    public async Task Appending_again_after_a_lost_answer_stores_nothing_twice()
    {
        await Append(0, "a", "b");
        await Append(0, "a", "b");
        Assert.Equal(["1a", "2b"], await Read(after: 0));
    }

    [Fact]
    public async Task A_second_writer_loses()
    {
        await Append(0, "a");
        await Assert.ThrowsAsync<InconsistentStateException>(() => Append(0, "z"));
        Assert.Equal(["1a"], await Read(after: 0));
    }

    [Fact]
    public async Task Of_two_writers_at_once_one_stores_all_and_the_other_nothing()
    {
        await Append(0, "a");
        await Append(1, "b");
        await Assert.ThrowsAsync<InconsistentStateException>(() => Append(1, "y", "z"));
        Assert.Equal(["1a", "2b"], await Read(after: 0));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer => await Record.ExceptionAsync(() => Append(2, $"c{writer}", $"d{writer}"))));
        Assert.Equal(7, outcomes.OfType<InconsistentStateException>().Count());
        Assert.Equal(["3c", "4d"], (await Read(after: 2)).Select(stored => stored[..2]));
    }

    [Fact]
    public async Task What_nobody_needs_any_more_is_removed()
    {
        await Append(0, "a", "b", "c");
        await log.Trim("acme", stream, 2, default);
        Assert.Equal(["3c"], await Read(after: 0));
        Assert.Equal((3L, 3L), await log.Bounds("acme", stream, default));
        await log.Drop("acme", stream, default);
        Assert.Empty(await Read(after: 0));
    }

    private Task Append(long after, params string[] events) => log.Append("acme", stream, after, [.. events.Select(Encoding.UTF8.GetBytes)], default);

    private async Task<IEnumerable<string>> Read(long after, int limit = 10) =>
        (await log.Read("acme", stream, after, limit, default)).Select(e => $"{e.Sequence}{Encoding.UTF8.GetString(e.Payload)}");
}
