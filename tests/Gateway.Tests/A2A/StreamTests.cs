using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Secrets;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>Streams of what happens to a task: how many there may be, and for how long (A2A 1.0 §3.1.6).</summary>
[Collection(RestCollection.Name)]
public sealed class StreamTests(ActorsApp app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<bool> Bindings => new(true, false);

    [Theory, MemberData(nameof(Bindings))]
    public async Task One_ends_when_its_key_is_revoked(bool rpc)
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:KeepAlive", "00:00:00.3"));
        var key = await app.KeyWith(Scopes.AgentsWrite, Scopes.AgentsRead, Scopes.FitnessWrite);
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var agent = new Agent(gateway.Http, "concierge", rpc);
        using var stream = await agent.Follow(await Waiting(agent));
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync().WaitAsync(Patience) != ":") continue;
        using (Caller.Platform("test").Enter())
            await app.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(key))).Revoke(CancellationToken.None);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("error", await lines.ReadToEndAsync().WaitAsync(Patience), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_process_that_stops_ends_them(bool rpc)
    {
        var gateway = await TestGateway.Start(app);
        var agent = new Agent(gateway.Http, "concierge", rpc);
        using var stream = await agent.Follow(await Waiting(agent));
        var rest = stream.Content.ReadAsStringAsync();
        var stopped = gateway.Stop();
        Assert.DoesNotContain("error", await rest.WaitAsync(Patience), StringComparison.Ordinal);
        await stopped;
        await gateway.DisposeAsync();
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task A_caller_has_no_more_of_them_than_the_settings_allow_and_a_place_is_free_again_when_one_ends(bool rpc)
    {
        await using var gateway = await TestGateway.Start(app, settings: ("Actors:Streams:PerCaller", "1"));
        var agent = new Agent(gateway.Http, "concierge", rpc);
        var task = await Waiting(agent);
        using (await agent.Follow(task))
        {
            using var second = await agent.Follow(task);
            Assert.Equal(429, (int)second.StatusCode);
            Assert.Contains("RATE_LIMITED", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains("RATE_LIMITED", (await agent.Ask("SendStreamingMessage", "POST", "/message:stream", $$"""{"message":{{Agent.NewMessage()}}}""")).Body, StringComparison.Ordinal);
        }

        for (var status = 429; status != 200; await Task.Delay(50))
        {
            using var third = await agent.Follow(task);
            status = (int)third.StatusCode;
        }
    }

    /// <summary>A task that waits for the person.</summary>
    private static async Task<string> Waiting(Agent agent)
    {
        var task = (await agent.Send($$"""{"messageId":"{{Guid.NewGuid()}}","role":"ROLE_USER","parts":[{"data":{"tool":"set_goal","arguments":{} } }]}""")).Task;
        Assert.Equal("TASK_STATE_INPUT_REQUIRED", task.GetProperty("status").GetProperty("state").GetString());
        return task.GetProperty("id").GetString()!;
    }
}
