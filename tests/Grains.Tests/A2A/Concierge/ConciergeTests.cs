using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Audit;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.Quotas;
using Actors.Contracts.Usage;

namespace Actors.Grains.Tests.A2A.Concierge;

/// <summary>The concierge turns messages into tool calls, asks for what is missing, and does nothing twice.</summary>
public sealed class ConciergeTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}", id = Guid.NewGuid().ToString("n");
    private int messages;

    private Caller Ada => new()
    {
        Tenant = tenant, User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner,
        Scopes = [Scopes.AgentsRead, Scopes.AgentsWrite, Scopes.FitnessWrite, Scopes.Profile, Scopes.AuditRead, Scopes.TenantRead],
    };

    private string Key => GrainKeys.OwnedBy(tenant, "ada", id);

    private IAgentTaskGrain Task => host.Grains.GetGrain<IAgentTaskGrain>(Key);

    [Fact]
    public async Task A_part_of_data_calls_the_tool_it_names_with_the_arguments_it_gives()
    {
        var task = await Say(Data("""{"tool": "set_goal", "arguments": {"type": "running", "target": 100, "unit": "km"}}"""));
        Assert.Equal(AgentTaskState.Completed, task.Status.State);
        var parts = Assert.Single(task.Artifacts).Parts;
        Assert.Equal(100, JsonElement.Parse(parts[0].Data!).GetProperty("goal").GetProperty("target").GetDouble());
        Assert.Contains("unit: km", parts[1].Text, StringComparison.Ordinal);
        Assert.Equal("running", Assert.Single(await Goals()).Type);
    }

    [Fact]
    public async Task Words_call_the_tool_they_mean_with_what_they_say()
    {
        var task = await Say("Please set a goal of type running: 100 km by 2090-12-31");
        Assert.Equal(AgentTaskState.Completed, task.Status.State);
        var goal = Assert.Single(await Goals());
        Assert.Equal(("running", 100.0, "km", new DateOnly(2090, 12, 31)), (goal.Type, goal.Target, goal.Unit, goal.Deadline!.Value));
    }

    [Fact]
    public async Task Missing_arguments_are_asked_for_until_none_is_missing_in_data_or_in_words()
    {
        var asked = await Say("set a goal");
        Assert.Equal(AgentTaskState.InputRequired, asked.Status.State);
        var data = JsonElement.Parse(asked.Status.Message!.Parts[1].Data!);
        Assert.Equal(["type", "target", "unit"], data.GetProperty("missing").EnumerateObject().Select(one => one.Name));

        Assert.Equal(AgentTaskState.InputRequired, (await Say(Data("""{"type": "reading", "target": "many"}"""))).Status.State);
        var still = await Say(Data("""{"target": 12}"""));
        Assert.Equal(["unit"], JsonElement.Parse(still.Status.Message!.Parts[1].Data!).GetProperty("missing").EnumerateObject().Select(one => one.Name));
        Assert.Equal(AgentTaskState.Completed, (await Say("books")).Status.State);
        Assert.Equal(("reading", 12.0, "books"), Assert.Single((await Goals()).Select(goal => (goal.Type, goal.Target, goal.Unit))));
    }

    [Fact]
    public async Task Missing_authority_is_asked_for_by_scope_and_the_task_goes_on_with_it()
    {
        var poor = Ada with { Scopes = [Scopes.AgentsWrite, Scopes.AgentsRead] };
        var asked = await Say(Data("""{"tool": "set_goal", "arguments": {"type": "running", "target": 5, "unit": "km"}}"""), poor);
        Assert.Equal(AgentTaskState.AuthRequired, asked.Status.State);
        Assert.Equal([Scopes.FitnessWrite], JsonElement.Parse(asked.Status.Message!.Parts[1].Data!).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Empty(await Goals());

        Assert.Equal(AgentTaskState.Completed, (await Say("I signed in again.")).Status.State);
        Assert.Single(await Goals());
    }

    [Fact]
    public async Task What_the_role_does_not_allow_fails_at_once_and_the_audit_knows()
    {
        var member = Ada with { Role = Role.Member };
        var refused = await Say(Data("""{"tool": "rotate_data_key"}"""), member);
        Assert.Equal(AgentTaskState.Failed, refused.Status.State);
        Assert.Equal(("rotate_data_key", ErrorCodes.Forbidden), Assert.Single((await Audited()).Where(entry => entry.Tool != "SendMessage").Select(entry => (entry.Tool, entry.Outcome))));
    }

    [Fact]
    public async Task What_has_to_do_with_secrets_is_left_to_other_ways_since_what_is_said_is_kept()
    {
        var refused = await Say(Data("""{"tool": "create_api_key", "arguments": {"name": "mine", "scopes": ["profile"]}}"""), Ada with { Scopes = [.. Ada.Scopes, Scopes.AccountWrite] });
        Assert.Equal(AgentTaskState.Failed, refused.Status.State);
        Assert.Contains("by MCP or REST", refused.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
        Assert.Empty(refused.Artifacts);
    }

    [Theory]
    [InlineData("data", """{"tool": "put_credential", "arguments": {"provider": "strava", "name": "mine", "secret": "hunter2"}}""")]
    [InlineData("text", "Put credential: provider strava, name mine, secret hunter2")]
    [InlineData("text", "Please store a credential for strava, hunter2")]
    [InlineData("text", "Save this credential for strava: hunter2")]
    public async Task A_secret_that_a_client_says_all_the_same_is_refused_without_being_stored(string kind, string said)
    {
        var refused = await Say(kind == "data" ? Data(said) : Part.OfText(said), Ada with { Scopes = [.. Ada.Scopes, Scopes.VaultWrite] });
        Assert.Equal(AgentTaskState.Failed, refused.Status.State);
        Assert.Contains("by MCP or REST", refused.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("is not kept", refused.History[0].Parts[1].Text, StringComparison.Ordinal);
        Assert.Equal("0", await host.Execute($"SELECT count(*) FROM event_log WHERE tenant = '{tenant}' AND convert_from(payload, 'UTF8') LIKE '%hunter2%'"));
    }

    [Theory]
    [InlineData("data", """{"tool": "put_credentials", "arguments": {"provider": "strava", "secret": "hunter2"}}""", "Did you mean put_credential?")]
    [InlineData("data", """{"tool": "storeMyPassword", "arguments": {"secret": "hunter2"}}""", "There is no tool")]
    [InlineData("data", """{"tool": "hunter2 and a blank"}""", "tool must be the name")]
    [InlineData("data", """{"tool": ["put_credential"], "arguments": {"secret": "hunter2"}}""", "tool must be the name")]
    [InlineData("data", """{"toool": "put_credential", "arguments": {"secret": "hunter2"}}""", "names no tool")]
    [InlineData("text", "Put credntial: provider strava, secret hunter2", "by MCP or REST")]
    [InlineData("text", "plz creat an apii key for hunter2", "by MCP or REST")]
    public async Task What_is_said_to_a_misspelt_tool_is_not_stored(string kind, string said, string answer)
    {
        var asked = await Say(kind == "data" ? Data(said) : Part.OfText(said), Ada with { Scopes = [.. Ada.Scopes, Scopes.VaultWrite, Scopes.AccountWrite] });
        Assert.Contains(answer, asked.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
        Assert.Equal("0", await host.Execute($"SELECT count(*) FROM event_log WHERE tenant = '{tenant}' AND convert_from(payload, 'UTF8') LIKE '%hunter2%'"));
    }

    [Fact]
    public async Task A_text_that_would_take_long_to_read_is_not_read()
    {
        var asked = await Say(new string('a', 20_000) + "@b");
        Assert.Equal(AgentTaskState.InputRequired, asked.Status.State);
        Assert.StartsWith("A text of more than", asked.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_tool_refuses_is_why_the_task_failed()
    {
        var task = await Say(Data("""{"tool": "get_goal", "arguments": {"goalId": "g_none"}}"""));
        Assert.Equal(AgentTaskState.Failed, task.Status.State);
        Assert.Contains("goal", task.Status.Message!.Parts[0].Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ErrorCodes.NotFound, JsonElement.Parse(task.Status.Message.Parts[1].Data!).GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"tool": "set_gaol"}""", "Did you mean set_goal?")]
    [InlineData("""{"tool": 7}""", "tool must be the name")]
    [InlineData("""{"tool": "set_goal", "arguments": []}""", "arguments must be an object")]
    [InlineData("""{"tool": "set_goal", "arguments": {"type": "a", "target": 1, "unit": "km", "colour": "red"}}""", "colour")]
    [InlineData("""{"target": 7}""", "names no tool")]
    [InlineData("7", "must be an object")]
    public async Task Data_that_cannot_be_called_is_answered_with_a_question(string data, string words)
    {
        var asked = await Say(Data(data));
        Assert.Equal(AgentTaskState.InputRequired, asked.Status.State);
        Assert.Contains(words, asked.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
        Assert.Empty(await Goals());
    }

    [Fact]
    public async Task A_question_about_what_is_meant_is_answered_with_a_name()
    {
        Assert.Equal(AgentTaskState.InputRequired, (await Say("hmm")).Status.State);
        Assert.Equal(AgentTaskState.Completed, (await Say("list_goals")).Status.State);
    }

    [Fact]
    public async Task A_message_and_the_call_it_leads_to_are_audited_and_counted_and_the_tool_counts_against_the_quota()
    {
        await Say(Data("""{"tool": "set_goal", "arguments": {"type": "running", "target": 5, "unit": "km"}}"""));
        Assert.Equal([("SendMessage", $"agent_task/ada/{id}", "done"), ("set_goal", "goals/ada", "done")],
            (await Audited()).OrderBy(entry => entry.Tool, StringComparer.Ordinal).Select(entry => (entry.Tool, entry.Target, entry.Outcome)));
        using var _ = Ada.Enter();
        var usage = await host.Grains.GetGrain<IUsageGrain>(GrainKeys.Tenant(tenant)).Get(new(), default);
        Assert.Equal([("SendMessage", 1L), ("set_goal", 1L)], usage.Tools.Where(line => line.Tool is "SendMessage" or "set_goal").OrderBy(line => line.Tool, StringComparer.Ordinal).Select(line => (line.Tool, line.Calls)));
        Assert.Equal(1, (await host.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(tenant)).Get(default)).Used);
    }

    [Fact]
    public async Task A_turn_that_is_begun_again_finds_what_it_did_before()
    {
        var message = new Message { MessageId = "m", TaskId = id, ContextId = "c", Parts = [Data("""{"tool": "track_progress", "arguments": {"type": "running", "value": 3}}""")] };
        var turn = new AgentTurn
        {
            Task = new() { Id = id, ContextId = "c", Agent = "concierge", Status = new(), History = [message] }, Message = message, Caller = Ada,
        };
        await Say(Data("""{"tool": "set_goal", "arguments": {"type": "running", "target": 5, "unit": "km"}}"""));
        var agent = host.Grains.GetGrain<IConciergeAgentGrain>(GrainKeys.OwnedBy(tenant, "ada", "other"));
        using var _ = Caller.Platform("test").Enter();
        var first = await agent.Receive(turn, default).ToListAsync();
        var second = await agent.Receive(turn with { Again = true }, default).ToListAsync();
        Assert.Equal(first[^1].Artifact!.Parts, second[^1].Artifact!.Parts);
        Assert.Equal(3, Assert.Single(await Goals()).Current);
    }

    [Fact]
    public async Task What_a_tool_asks_is_asked_and_its_answer_comes_with_what_the_tool_wanted_to_find_again()
    {
        var asked = await Say(Data("""{"tool": "fill_hole", "arguments": {"depth": 7}}"""));
        Assert.Equal(AgentTaskState.InputRequired, asked.Status.State);
        Assert.StartsWith("Really?", asked.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
        var question = JsonElement.Parse(asked.Status.Message.Parts[1].Data!);
        Assert.Equal("elicitation/create", question.GetProperty("inputRequests").GetProperty("sure").GetProperty("method").GetString());
        Assert.DoesNotContain("asked once", question.GetRawText(), StringComparison.Ordinal);

        var filled = await Say(Data("""{"inputResponses": {"sure": {"action": "accept", "content": {"why": "it rains"}}}}"""));
        Assert.Equal(7, JsonElement.Parse(Assert.Single(filled.Artifacts).Parts[0].Data!).GetProperty("depth").GetInt32());
    }

    [Fact]
    public async Task Progress_of_a_tool_is_told_to_whoever_follows()
    {
        var task = await Say(Data("""{"tool": "dig_hole", "arguments": {"depth": 3}}"""));
        Assert.Equal(["Dig a hole …", "Metre 1", "Metre 2", "Metre 3"], task.History.Where(message => message.Role == MessageRole.Agent).Select(message => message.Parts[0].Text));
        Assert.Equal(3, JsonElement.Parse(Assert.Single(task.Artifacts).Parts[0].Data!).GetProperty("depth").GetInt32());
    }

    [Theory]
    [InlineData("dig_hole", AgentTaskState.Completed)]
    [InlineData("blast_tunnel", AgentTaskState.Failed)]
    public async Task Interrupted_work_is_done_over_again_only_where_that_does_no_harm(string tool, AgentTaskState end)
    {
        host.Ground.Harden();
        await Say(Data($$$"""{"tool": "{{{tool}}}", "arguments": {"depth": 2, "stuck": true}}"""), returnImmediately: true);
        await Until(task => task.History.Any(message => message.Parts[0].Text == "Metre 1"));
        host.Ground.Soften();
        await host.Restart();
        using (Caller.Platform("test").Enter()) await host.Grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(default);
        var task = await Until(task => task.Status.IsFinal);
        Assert.Equal(end, task.Status.State);
        if (end == AgentTaskState.Failed) Assert.Contains("interrupted, outcome unknown", task.Status.Message!.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_of_a_tool_that_was_called_off_ends()
    {
        host.Ground.Harden();
        await Say(Data("""{"tool": "dig_hole", "arguments": {"depth": 2, "stuck": true}}"""), returnImmediately: true);
        await Until(task => task.History.Any(message => message.Parts[0].Text == "Metre 1"));
        using var _ = Ada.Enter();
        Assert.Equal(AgentTaskState.Canceled, (await Task.Cancel(default)).Status.State);
        await host.Ground.Abandoned.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Part Data(string json) => Part.OfData(json);

    private Task<AgentTask> Say(string text) => Say(Part.OfText(text));

    private async Task<AgentTask> Say(Part part, Caller? caller = null, bool returnImmediately = false)
    {
        using var _ = (caller ?? Ada).Enter();
        var message = new Message { MessageId = $"m{++messages}", TaskId = messages == 1 ? null : id, Parts = [part] };
        return (await Task.Send(new() { Agent = "concierge", Message = message, ReturnImmediately = returnImmediately }, default)).Task!;
    }

    private async Task<AgentTask> Until(Func<AgentTask, bool> so)
    {
        using var _ = Ada.Enter();
        while (true)
        {
            var task = await Task.Get(new(), default);
            if (so(task)) return task;
            Assert.False(task.Status.IsFinal, task.Status.Message?.Parts[0].Text);
            await System.Threading.Tasks.Task.Delay(20);
        }
    }

    private async Task<IReadOnlyList<Goal>> Goals()
    {
        using var _ = Ada.Enter();
        return (await host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User(tenant, "ada")).List(new(), default)).Goals;
    }

    private async Task<IReadOnlyList<AuditEntry>> Audited()
    {
        using var _ = Ada.Enter();
        return (await host.Grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(tenant)).List(new(), default)).Entries;
    }
}
