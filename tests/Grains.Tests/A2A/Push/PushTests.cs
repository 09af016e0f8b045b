using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Contracts.Secrets;
using Actors.Grains.Tests.OAuth;

namespace Actors.Grains.Tests.A2A.Push;

/// <summary>Webhooks are told everything that happens to a task, in order and at least once, whatever goes wrong on either side.</summary>
public sealed class PushTests(ActorHost host) : IClassFixture<ActorHost>
{
    private const string Token = "the-clients-own-token", Credentials = "s3cr3t-cr3d3ntials";
    private static readonly string[] ThirtyTold = ["SUBMITTED", "WORKING", .. Enumerable.Range(1, 30).Select(i => $"{i}"), "COMPLETED"];

    private readonly string id = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task Everything_from_the_first_message_on_is_told_once_in_order_and_with_what_proves_who_speaks()
    {
        await using var receiver = await Receiver.Start();
        await Send("count 30", push: Push(receiver.Url()));
        var letters = await receiver.Letters(ThirtyTold.Length);
        Assert.Equal(ThirtyTold, letters.Select(letter => letter.Word));
        Assert.All(letters, letter => Assert.Equal(($"Bearer {Credentials}", Token, "application/a2a+json", "1.0"),
            (letter.Headers["Authorization"], letter.Headers["X-A2A-Notification-Token"], letter.Headers["Content-Type"], letter.Headers["A2A-Version"])));
        Assert.Distinct(letters.Select(letter => letter.Headers["X-A2A-Notification-Id"]));
        Assert.All(letters, letter => Assert.Equal(id, letter.Body.EnumerateObject().Single().Value.GetProperty("taskId").GetString()));
    }

    [Fact]
    public async Task A_receiver_that_is_down_fails_and_sends_elsewhere_misses_nothing_and_nothing_follows_it_elsewhere()
    {
        await using var receiver = new Receiver();
        await Send("count 30", push: Push(receiver.Url()));
        while ((await Config()).Failures == 0) await Task.Delay(20);
        Assert.Contains("127.0.0.1", (await Config()).LastError);
        var trouble = new Queue<int>([500, 307, 429]);
        receiver.Answer = http =>
        {
            http.Response.Headers.Location = receiver.Url("/elsewhere");
            return Task.FromResult(trouble.TryDequeue(out var status) ? status : 204);
        };
        await receiver.Open();
        Assert.Equal(ThirtyTold, (await receiver.Letters(ThirtyTold.Length)).Select(letter => letter.Word));
        Assert.DoesNotContain("/elsewhere", receiver.Asked);
    }

    [Fact]
    public async Task What_was_not_told_when_the_process_died_is_told_by_the_next_one()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(receiver.Heard.Count < 5 ? 200 : 503);
        await Send("count 30", push: Push(receiver.Url()));
        await receiver.Letters(5);
        await host.Restart();
        receiver.Answer = _ => Task.FromResult(200);
        using (Caller.Platform("test").Enter()) await host.Grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(default);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        using (Caller.Platform("test").Enter()) await host.Grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(default);
        host.Time.Reset();
        while (receiver.Heard.Last().Word != ThirtyTold[^1]) await Task.Delay(20);
        Assert.Equal(ThirtyTold, receiver.Heard.Select(letter => letter.Word).Distinct()); // one whose answer the death cut off comes again
    }

    [Fact]
    public async Task Receivers_of_one_tenant_that_hang_keep_no_other_tenant_waiting()
    {
        await using var receiver = await Receiver.Start();
        var release = new TaskCompletionSource();
        receiver.Answer = async http =>
        {
            if (http.Request.Path == "/hang") await release.Task;
            return 200;
        };
        for (var i = 0; i < 40; i++) await Send("count 1", push: Push(receiver.Url("/hang")), task: $"{id}{i}");
        await Send("count 30", push: Push(receiver.Url("/quick")), tenant: "quiet");
        Assert.Equal(ThirtyTold, (await receiver.Letters(ThirtyTold.Length)).Select(letter => letter.Word));
        release.SetResult();
    }

    [Fact]
    public async Task After_a_day_of_failures_a_webhook_is_given_up_listed_and_goes_on_where_it_was_when_asked_to()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(receiver.Heard.Count < 3 ? 200 : 500);
        await Send("count 30", push: Push(receiver.Url()), tenant: "patient");
        while ((await Config("patient")).Failures == 0) await Task.Delay(20);
        host.Time.Advance(TimeSpan.FromHours(25));
        while ((await Config("patient")).GaveUpAt is null) await Task.Delay(20);
        host.Time.Reset();

        using var _ = Ada("patient").Enter();
        var pushes = host.Grains.GetGrain<IPushesGrain>(GrainKeys.User("patient", "ada"));
        PushConfig failed;
        while ((await pushes.ListFailed(default)).Pushes is var list && list.Count == 0) await Task.Delay(20);
        failed = Assert.Single((await pushes.ListFailed(default)).Pushes);
        Assert.Equal((id, "127.0.0.1 answered 500."), (failed.TaskId, failed.LastError));
        receiver.Answer = _ => Task.FromResult(200);
        await pushes.Retry(new() { TaskId = failed.TaskId, PushId = failed.Id }, default);
        Assert.Equal(ThirtyTold, (await receiver.Letters(ThirtyTold.Length)).Select(letter => letter.Word));
        while ((await pushes.ListFailed(default)).Pushes.Count > 0) await Task.Delay(20);
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => pushes.Retry(new() { TaskId = failed.TaskId, PushId = "other" }, default))).Error.Code);
    }

    [Fact]
    public async Task Of_a_task_that_has_ended_a_webhook_is_told_how_it_stands_and_of_a_removed_one_nobody_speaks()
    {
        await using var receiver = await Receiver.Start();
        await Send("ask");
        using var _ = Ada().Enter();
        var waiting = await Outbox().Put(Push(receiver.Url("/removed")), default);
        await Outbox().Delete(waiting.Id, default);
        await Outbox().Delete(waiting.Id, default);
        Assert.Empty((await Outbox().List(default)).Pushes);
        await Send("count 3", "second");
        Assert.Equal([waiting.Id], [(await Outbox().Put(Push(receiver.Url()) with { Id = waiting.Id }, default)).Id]);
        Assert.Equal(["task COMPLETED"], (await receiver.Letters(1)).Select(letter => letter.Word));
        Assert.DoesNotContain("/removed", receiver.Asked);
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => Outbox(task: "none").Put(Push(receiver.Url()), default))).Error.Code);
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => Outbox(task: "none").List(default))).Error.Code);
    }

    [Fact]
    public async Task A_first_webhook_that_comes_after_the_end_is_told_it_each_time()
    {
        await using var receiver = await Receiver.Start();
        for (var i = 0; i < 20; i++)
        {
            await Send("count 1", task: $"{id}{i}");
            using var _ = Ada().Enter();
            await Outbox(task: $"{id}{i}").Put(Push(receiver.Url()), default);
        }
        Assert.All(await receiver.Letters(20), letter => Assert.Equal("task COMPLETED", letter.Word));
    }

    [Fact]
    public async Task A_message_that_comes_again_sets_its_webhook_again_and_has_it_told_how_the_task_ended()
    {
        await using var receiver = await Receiver.Start();
        await Send("count 1");
        for (var told = 1; told <= 20; told++)
        {
            await Send("count 1", push: Push(receiver.Url()));
            Assert.Equal("task COMPLETED", (await receiver.Letters(told))[^1].Word);
        }
        using (Ada().Enter()) Assert.Single((await Outbox().List(default)).Pushes);
        Assert.Equal(ErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<ActorException>(() => Send("count 1", push: Push("https://10.1.2.3/hook")))).Error.Code);
    }

    [Fact]
    public async Task A_webhook_that_is_put_again_while_it_is_being_told_is_told_once_more()
    {
        await using var receiver = await Receiver.Start();
        await Send("count 1", push: Push(receiver.Url()));
        await receiver.Letters(4);
        TaskCompletionSource asked = new(), release = new();
        receiver.Answer = async _ =>
        {
            asked.TrySetResult();
            await release.Task;
            return 200;
        };
        await Send("count 1", push: Push(receiver.Url()));
        await asked.Task;
        await Send("count 1", push: Push(receiver.Url()));
        release.SetResult();
        Assert.Equal(["SUBMITTED", "WORKING", "1", "COMPLETED", "task COMPLETED", "task COMPLETED"], (await receiver.Letters(6)).Select(letter => letter.Word));
    }

    [Fact]
    public async Task How_a_task_ended_is_told_by_the_next_process_where_one_died_that_had_been_asked_to()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(503);
        await Send("count 1");
        await Send("count 1", push: Push(receiver.Url()));
        while (receiver.Asked.IsEmpty) await Task.Delay(20);
        await host.Restart();
        receiver.Answer = _ => Task.FromResult(200);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        using (Caller.Platform("test").Enter()) await host.Grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(default);
        host.Time.Reset();
        Assert.Equal("task COMPLETED", (await receiver.Letters(1))[0].Word);
    }

    [Fact]
    public async Task Nobody_puts_a_webhook_on_another_s_task()
    {
        await Send("count 1");
        using var _ = (Ada() with { User = "eve" }).Enter();
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => Outbox().Put(Good, default))).Error.Code);
    }

    [Fact]
    public async Task A_receiver_that_takes_another_s_place_is_told_what_that_one_was_being_told()
    {
        await using var receiver = await Receiver.Start();
        var release = new TaskCompletionSource();
        receiver.Answer = async http =>
        {
            if (http.Request.Path == "/before") await release.Task;
            return 200;
        };
        await Send("count 1", push: Push(receiver.Url("/before")) with { Id = "one" });
        while (!receiver.Asked.Contains("/before")) await Task.Delay(20);
        using var _ = Ada().Enter();
        await Outbox().Put(Push(receiver.Url("/after")) with { Id = "one" }, default);
        release.SetResult();
        Assert.Equal(["SUBMITTED", "SUBMITTED", "WORKING", "1", "COMPLETED"], (await receiver.Letters(5)).Select(letter => letter.Word));
    }

    [Fact]
    public async Task A_receiver_of_0_3_is_told_how_the_task_stands_in_the_words_of_0_3()
    {
        await using var receiver = await Receiver.Start();
        await Send("count 30", push: Push(receiver.Url()) with { Version = "0.3" });
        while (receiver.Heard.LastOrDefault()?.Body.GetProperty("status").GetProperty("state").GetString() != "completed") await Task.Delay(20);
        Assert.All(receiver.Heard, letter => Assert.Equal(("task", id, "application/json"), (letter.Body.GetProperty("kind").GetString(), letter.Body.GetProperty("id").GetString(), letter.Headers["Content-Type"])));
        Assert.Equal(30, receiver.Heard.Last().Body.GetProperty("artifacts")[0].GetProperty("parts").GetArrayLength());
    }

    [Theory]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:10.0.0.1]/hook")]
    [InlineData("https://0x7f.1.2.3/hook")]
    [InlineData("http://8.8.8.8/hook")]
    [InlineData("ftp://127.0.0.1/hook")]
    [InlineData("https://user:word@8.8.8.8/hook")]
    [InlineData("https://8.8.8.8/hook\r\nX-Admin: 1")]
    [InlineData("/hook")]
    [InlineData("")]
    public async Task An_address_that_may_not_be_called_is_refused_and_the_message_with_it(string url)
    {
        var refused = await Assert.ThrowsAsync<ActorException>(() => Send("count 1", push: Push(url)));
        Assert.Equal((ErrorCodes.InvalidArgument, "url"), (refused.Error.Code, refused.Error.Details["argument"]));
        using var _ = Ada().Enter();
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(() => host.Grains.GetGrain<IAgentTaskGrain>(Key()).Get(new(), default))).Error.Code);
    }

    [Fact]
    public async Task Headers_that_would_smuggle_others_in_and_an_eleventh_webhook_are_refused()
    {
        await Send("ask");
        using var _ = Ada().Enter();
        foreach (var unfit in (PutPush[])[Good with { Token = "a\r\nX-Admin: 1" }, Good with { Credentials = "a\nb" }, Good with { Scheme = "Bearer x" }, Good with { Scheme = null }, Good with { Id = "a/b" }, Good with { Version = "2.0" }])
            Assert.Equal(ErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<ActorException>(() => Outbox().Put(unfit, default))).Error.Code);
        for (var i = 0; i < 10; i++) await Outbox().Put(Good with { Id = $"p{i}" }, default);
        Assert.Equal(ErrorCodes.LimitReached, (await Assert.ThrowsAsync<ActorException>(() => Outbox().Put(Good, default))).Error.Code);
        await Outbox().Put(Good with { Id = "p3" }, default);
        Assert.Equal(10, (await Outbox().List(default)).Pushes.Count);
    }

    [Fact]
    public async Task What_proves_who_speaks_is_stored_sealed_moves_to_a_new_key_and_is_shown_to_nobody()
    {
        await using var receiver = await Receiver.Start();
        await Send("ask", push: Push(receiver.Url()), tenant: "sealers");
        Assert.DoesNotContain(Credentials, Push("x").ToString());
        var row = await host.Stored("push_outbox", Key("sealers"));
        Assert.DoesNotContain(Credentials, row);
        Assert.DoesNotContain(Token, row);
        using (Caller.Platform("test").Enter())
        {
            var rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("sealers")).Rotate(default);
            Assert.DoesNotContain($"v2.{rotation.Keys[1].Id}.", await host.Stored("push_outbox", Key("sealers")));
        }
        await Send("count 1", "second", tenant: "sealers");
        Assert.All(await receiver.Letters(5), letter => Assert.Equal($"Bearer {Credentials}", letter.Headers["Authorization"]));
    }

    private static PutPush Good => Push("https://8.8.8.8/hook");

    private static PutPush Push(string url) => new() { Url = url, Token = Token, Scheme = "Bearer", Credentials = Credentials, Version = "1.0" };

    private static Caller Ada(string tenant = "acme") => new()
    {
        Tenant = tenant, User = "ada", Client = "test", Scopes = [Scopes.AgentsRead, Scopes.AgentsWrite], CorrelationId = "test",
    };

    private string Key(string tenant = "acme", string? task = null) => GrainKeys.OwnedBy(tenant, "ada", task ?? id);

    private IPushOutboxGrain Outbox(string tenant = "acme", string? task = null) => host.Grains.GetGrain<IPushOutboxGrain>(Key(tenant, task));

    private async Task<PushConfig> Config(string tenant = "acme")
    {
        using var _ = Ada(tenant).Enter();
        return (await Outbox(tenant).List(default)).Pushes[0];
    }

    private async Task Send(string text, string messageId = "first", PutPush? push = null, string tenant = "acme", string? task = null)
    {
        using var _ = Ada(tenant).Enter();
        var message = new Message { MessageId = messageId, TaskId = messageId == "first" ? null : task ?? id, Parts = [Part.OfText(text)] };
        await host.Grains.GetGrain<IAgentTaskGrain>(Key(tenant, task)).Send(new() { Agent = "moody", Message = message, Push = push }, default);
    }
}
