using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>Our agents under the eyes of the A2A project's own client, in both bindings.</summary>
public sealed class AgentToAgent
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("JSONRPC", "1.0")]
    [InlineData("HTTP+JSON", "1.0")]
    [InlineData("JSONRPC", "0.3")]
    [InlineData("HTTP+JSON", "0.3")]
    public async Task A_foreign_client_finds_an_agent_and_does_with_a_task_all_that_one_can(string binding, string revision)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start("a2a.mjs", server.Url("/a2a/echo"), server.Credentials.ApiKey, binding, revision);
        var said = await client.Says(bound.Token).ToListAsync(bound.Token);
        JsonElement Said(string what) => said.Single(line => line.TryGetProperty(what, out _)).GetProperty(what);

        var task = Said("sent");
        Assert.Equal("over a foreign client", task.GetProperty("text").GetString());
        Assert.Equal(["task", "statusUpdate", "artifactUpdate", "statusUpdate"], Said("streamed").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal(task.GetProperty("id").GetString(), Said("read").GetProperty("id").GetString());
        if (revision == "1.0") Assert.Equal([task.GetProperty("id").GetString()], Said("listed").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal($"""["hook",true,1,0,"Bearer secret","mine",true,"{(revision == "1.0" ? "StreamResponse" : "task")}"]""", Said("pushed").GetRawText());
        Assert.EndsWith("TaskNotCancelableError", Said("cancel").GetString());
        Assert.EndsWith("TaskNotFoundError", Said("unknown").GetString());

        await server.KillAndRestart(bound.Token);
        await using var after = ForeignClient.Start("a2a.mjs", server.Url("/a2a/echo"), server.Credentials.ApiKey, binding, revision, task.GetProperty("id").GetString()!);
        var found = await after.Says(bound.Token).SingleAsync(bound.Token);
        Assert.Equal("over a foreign client", found.GetProperty("found").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("JSONRPC")]
    [InlineData("HTTP+JSON")]
    public async Task A_client_that_knows_only_0_3_is_served_as_well(string binding)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start("a2a-0.3.mjs", server.Url("/a2a/echo"), server.Credentials.ApiKey, binding);
        var said = await client.Says(bound.Token).ToListAsync(bound.Token);
        JsonElement Said(string what) => said.Single(line => line.TryGetProperty(what, out _)).GetProperty(what);

        Assert.Equal("over an older client", Said("sent").GetProperty("text").GetString());
        Assert.Equal("completed", Said("sent").GetProperty("state").GetString());
        Assert.Equal(["task", "status-update", "artifact-update", "status-update, the last"], Said("streamed").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal(Said("sent").GetRawText(), Said("read").GetRawText());
        Assert.Equal("""["hook",true,1,0,"Bearer secret","mine",true,"task"]""", Said("pushed").GetRawText());
        Assert.StartsWith("TaskNotCancelable", Said("cancel").GetString());
        Assert.StartsWith("TaskNotFound", Said("unknown").GetString());
        Assert.StartsWith("UnsupportedOperation", Said("resubscribe").GetString());
    }

    [Fact]
    public async Task Cards_are_signed_so_that_others_can_tell()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start("card.mjs", server.Url("/a2a/echo"), server.Credentials.ApiKey);
        var said = await client.Says(bound.Token).ToListAsync(bound.Token);

        Assert.Equal(["1.0", "0.3", "", "extended"], said.Select(card => card.GetProperty("version").GetString()));
        Assert.All(said, card =>
        {
            Assert.Equal(card.GetProperty("version").GetString() == "0.3" ? null : "good", card.GetProperty("bySdk").GetString());
            Assert.Equal(("good", "bad"), (card.GetProperty("byHand").GetString(), card.GetProperty("tampered").GetString()));
        });
    }
}
