namespace Actors.Grains.Tests.Calls;

/// <summary>The usage ledger has every call, once.</summary>
public sealed class UsageTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly Colleague ada = Colleague.Of(host);

    [Fact]
    public async Task The_sum_is_the_calls_made_by_person_and_tool()
    {
        var bob = ada with { User = "bob" };
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run<object>(async () => (i % 4) switch
        {
            0 => await ada.Set(),
            1 => await bob.Set(),
            2 => await ada.List(),
            _ => await Assert.ThrowsAsync<Contracts.ActorException>(() => ada.Delete("g_none")),
        })));
        await host.Restart();

        var usage = await ada.Usage();

        Assert.Equal(40, usage.Calls - usage.Tools.Where(tool => tool.Tool == "get_usage").Sum(tool => tool.Calls));
        Assert.Equal(
            [("ada", "delete_goal", 10, 10), ("ada", "list_goals", 10, 0), ("ada", "set_goal", 10, 0), ("bob", "set_goal", 10, 0)],
            usage.Tools.Where(tool => tool.Tool != "get_usage").Select(tool => (tool.User, tool.Tool, (int)tool.Calls, (int)tool.Failed)));
    }

    [Fact]
    public async Task A_change_is_counted_even_if_the_process_ends_before_it_gets_to_count()
    {
        var someone = ada;
        do await (someone = Colleague.Of(host)).Set(); // until nothing has chained it yet
        while (await host.Execute($"SELECT count(*) FROM audit_waiting WHERE tenant = '{someone.Tenant}'") != "1");
        Assert.Equal("0", await host.Execute($"SELECT count(*) FROM usage_ledger WHERE tenant = '{someone.Tenant}'"));
        Assert.Equal(1, (await someone.Usage()).Tools.Single(tool => tool.Tool == "set_goal").Calls);
    }
}
