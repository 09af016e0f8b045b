using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.TestKit;

namespace Actors.EndToEnd.Tests;

/// <summary>Work handed to agents elsewhere: to the A2A project's own servers, old and new, and to a second backend like this one.</summary>
public sealed class RemoteAgents : IAsyncLifetime
{
    private const string Key = "the-parrots-key";
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(3));
    private readonly string parrot = $"http://127.0.0.1:{LoopbackPort.Next()}";
    private HttpClient http = null!;
    private readonly List<JsonElement> heard = [];
    private Server server = null!;
    private ForeignClient foreign = null!;
    private Task hearing = null!;

    public async Task InitializeAsync()
    {
        server = await Server.Start(bound.Token);
        http = Client(server);
        foreign = ForeignClient.Start("a2a-server.mjs", parrot.Split(':')[2], Key);
        var listening = new TaskCompletionSource();
        hearing = Listen(listening);
        await listening.Task.WaitAsync(bound.Token);
    }

    public async Task DisposeAsync()
    {
        await foreign.DisposeAsync();
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => hearing); // it was ended
        http.Dispose();
        bound.Dispose();
    }

    [Theory]
    [InlineData("rpc", "JSONRPC", "1.0")]
    [InlineData("rest", "HTTP+JSON", "1.0")]
    [InlineData("old", "JSONRPC", "0.3")]
    [InlineData("old-rest", "HTTP+JSON", "0.3")]
    public async Task A_task_is_handed_over_followed_answered_and_canceled_there(string card, string binding, string version)
    {
        var agent = await Add(card);
        Assert.False(agent.TryGetProperty("signedBy", out _));
        Assert.Equal(("Parrot", binding, version), (agent.GetProperty("title").GetString(), agent.GetProperty("binding").GetString(), agent.GetProperty("version").GetString()));

        var stranger = await Send("hello");
        Assert.Equal("TASK_STATE_AUTH_REQUIRED", State(stranger));
        await Trust("parrot", Key);

        var told = await Send("hello", stranger.GetProperty("id").GetString());
        Assert.Equal(("TASK_STATE_COMPLETED", "hello"), (State(told), told.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()));

        var asked = await Send("ask");
        Assert.Equal(("TASK_STATE_INPUT_REQUIRED", "For how many?"), (State(asked), asked.GetProperty("status").GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Equal("TASK_STATE_COMPLETED", State(await Send("for four", asked.GetProperty("id").GetString())));

        var slow = await Send("slow", wait: false);
        await Heard(line => line.TryGetProperty("got", out var got) && got.GetString() == "slow");
        var canceled = await Json(await http.PostAsync($"/a2a/remote/tasks/{slow.GetProperty("id").GetString()}:cancel", null, bound.Token));
        Assert.Equal("TASK_STATE_CANCELED", State(canceled));
        await Heard(line => line.TryGetProperty("canceled", out _));
    }

    [Fact]
    public async Task A_task_that_kill_9_cut_off_is_followed_on_and_its_message_not_sent_again()
    {
        await Add("rpc");
        await Trust("parrot", Key);
        var slow = await Send("slow", wait: false);
        await Heard(line => line.TryGetProperty("got", out _));
        while (State(await Read(slow)) != "TASK_STATE_WORKING") await Task.Delay(50, bound.Token);
        await server.KillAndRestart(bound.Token);
        while (State(await Read(slow)) == "TASK_STATE_WORKING") await Task.Delay(50, bound.Token);
        var done = await Read(slow);
        Assert.Equal(("TASK_STATE_COMPLETED", "slow"), (State(done), done.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Single(heard, line => line.TryGetProperty("got", out _));
    }

    [Theory]
    [InlineData("rpc")]
    [InlineData("rest")]
    [InlineData("old")]
    [InlineData("old-rest")]
    public async Task What_an_agent_tells_on_its_way_is_heard_once_and_in_order_though_its_stream_is_cut(string card)
    {
        await Add(card);
        await Trust("parrot", Key);
        var task = await Send("tell");
        Assert.Equal(("TASK_STATE_COMPLETED", "tell"), (State(task), task.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Equal(["one", "two", "three"], task.GetProperty("history").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "ROLE_AGENT")
            .Select(message => message.GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Single(task.GetProperty("artifacts").EnumerateArray());
    }

    [Fact]
    public async Task An_agent_that_is_removed_while_its_task_waits_hands_over_to_the_one_that_is_named()
    {
        await Add("rpc");
        await Trust("parrot", Key);
        var asked = await Send("ask");
        (await http.DeleteAsync("/api/a2a/remote-agents/parrot", bound.Token)).EnsureSuccessStatusCode();
        await Add("heir", $"{parrot}/rest.json");
        await Trust("heir", Key);
        var which = await Send("for four", asked.GetProperty("id").GetString());
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", State(which));
        Assert.Contains("parrot, which had it, was removed", which.GetProperty("status").GetRawText());
        var told = await Send("for four", asked.GetProperty("id").GetString(), metadata: new { agent = "heir" });
        Assert.Equal(("TASK_STATE_COMPLETED", "for four"), (State(told), told.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_message_that_goes_round_in_a_circle_comes_to_an_end_and_says_why()
    {
        await Add("self", server.Url("/a2a/remote/.well-known/agent-card.json"));
        await Trust("self", server.Credentials.ApiKey);
        var task = await Send("round and round");
        Assert.Equal("TASK_STATE_FAILED", State(task));
        Assert.Contains("handed on 4 times already", task.GetProperty("status").GetRawText());
        Assert.Equal(5, (await http.GetFromJsonAsync<JsonElement>("/api/a2a/tasks", bound.Token)).GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public async Task A_task_that_never_ends_is_given_up_and_the_agent_told_so()
    {
        await using var impatient = await Server.Start(bound.Token, ("Actors__Agents__FollowRemoteTasks", "00:00:01"));
        using var there = Client(impatient);
        await Add("parrot", $"{parrot}/rest.json", there);
        await Trust("parrot", Key, there);
        var task = await Send("forever", at: there);
        Assert.Equal("TASK_STATE_FAILED", State(task));
        Assert.Contains("was not done after 00:00:01", task.GetProperty("status").GetRawText());
        await Heard(line => line.TryGetProperty("canceled", out _));
    }

    [Fact]
    public async Task Another_backend_like_this_one_is_a_remote_agent_too()
    {
        await using var other = await Server.Start(bound.Token);
        var agent = await Add("echo", other.Url("/a2a/echo/.well-known/agent-card.json"));
        Assert.Equal(other.Url(""), agent.GetProperty("signedBy").GetString());
        await Trust("echo", other.Credentials.ApiKey);
        var told = await Send("over two backends");
        Assert.Equal(("TASK_STATE_COMPLETED", "over two backends"), (State(told), told.GetProperty("artifacts")[0].GetProperty("parts")[0].GetProperty("text").GetString()));
        var agents = (await http.GetFromJsonAsync<JsonElement>("/api/a2a/agents", bound.Token)).GetProperty("agents").EnumerateArray();
        Assert.Equal([("/a2a/echo/.well-known/agent-card.json", false), (other.Url("/a2a/echo/.well-known/agent-card.json"), true)],
            agents.Where(agent => agent.GetProperty("name").GetString() == "echo").Select(agent => (agent.GetProperty("cardUrl").GetString(), agent.GetProperty("remote").GetBoolean())));
    }

    [Theory]
    [InlineData("/inward.json", "the agent's own address is inside")]
    [InlineData("/elsewhere.json", "the card's address redirects")]
    [InlineData("/large.json", "the card is larger than 64 KB")]
    [InlineData("/none.json", "there is no card")]
    [InlineData("https://10.0.0.1/card.json", "the card's address is inside")]
    [InlineData("http://8.8.8.8/card.json", "the card would come unencrypted")]
    public async Task A_card_that_leads_inward_or_is_none_is_refused_and_nothing_is_stored(string card, string because)
    {
        var refused = await http.PutAsJsonAsync("/api/a2a/remote-agents/parrot", new { cardUrl = card.StartsWith('/') ? parrot + card : card }, bound.Token);
        Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, because);
        Assert.Empty((await http.GetFromJsonAsync<JsonElement>("/api/a2a/remote-agents", bound.Token)).GetProperty("agents").EnumerateArray());
    }

    private async Task Listen(TaskCompletionSource listening)
    {
        await foreach (var line in foreign.Says(bound.Token))
        {
            lock (heard) heard.Add(line);
            listening.TrySetResult();
        }
    }

    private async Task Heard(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            lock (heard)
                if (heard.Any(wanted)) return;
            await Task.Delay(20, bound.Token);
        }
    }

    private async Task<JsonElement> Add(string card, string? url = null, HttpClient? at = null) =>
        await Json(await (at ?? http).PutAsJsonAsync($"/api/a2a/remote-agents/{(url is null ? "parrot" : card)}", new { cardUrl = url ?? $"{parrot}/{card}.json" }, bound.Token));

    /// <summary>Stores what the person proves themselves with to an agent.</summary>
    private async Task Trust(string agent, string secret, HttpClient? at = null) =>
        (await (at ?? http).PutAsJsonAsync($"/api/credentials/agent.{agent}/default", new { secret }, bound.Token)).EnsureSuccessStatusCode();

    private async Task<JsonElement> Send(string text, string? task = null, bool wait = true, object? metadata = null, HttpClient? at = null)
    {
        var message = new Dictionary<string, object> { ["messageId"] = Guid.NewGuid().ToString(), ["role"] = "ROLE_USER", ["parts"] = new[] { new { text } } };
        if (task is not null) message["taskId"] = task;
        if (metadata is not null) message["metadata"] = metadata;
        var sent = await Json(await (at ?? http).PostAsJsonAsync("/a2a/remote/message:send", new { message, configuration = new { returnImmediately = !wait } }, bound.Token));
        return sent.GetProperty("task");
    }

    private static HttpClient Client(Server server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Url("/")) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey);
        client.DefaultRequestHeaders.Add("A2A-Version", "1.0");
        return client;
    }

    private async Task<JsonElement> Read(JsonElement task) => await http.GetFromJsonAsync<JsonElement>($"/a2a/remote/tasks/{task.GetProperty("id").GetString()}", bound.Token);

    private static string? State(JsonElement task) => task.GetProperty("status").GetProperty("state").GetString();

    private async Task<JsonElement> Json(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(bound.Token));
        return await response.Content.ReadFromJsonAsync<JsonElement>(bound.Token);
    }
}
