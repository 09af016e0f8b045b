using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Grains.Tests.A2A.Push;

namespace Actors.Conformance.Tests;

/// <summary><c>kill -9</c> of the only process while a webhook is being told of a task that is being worked on.</summary>
public sealed class PushDeathTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_webhook_hears_everything_at_least_once_and_in_order_across_the_death()
    {
        await using var receiver = await Receiver.Start();
        var unanswered = new TaskCompletionSource();
        var letters = 0;
        receiver.Answer = async http =>
        {
            if (Interlocked.Increment(ref letters) != 3) return 200;
            unanswered.SetResult(); // the third letter was read, and nobody lives to hear so
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        };
        var task = await Begin(receiver.Url());
        using var bound = new CancellationTokenSource(Bound);
        await unanswered.Task.WaitAsync(bound.Token);
        await server.KillAndRestart();

        while (receiver.Heard.IsEmpty || receiver.Heard.Last().Word != "COMPLETED") await Task.Delay(50, bound.Token);
        var heard = receiver.Heard.Select(letter => long.Parse(letter.Headers["X-A2A-Notification-Id"].Split('/')[1], CultureInfo.InvariantCulture)).ToArray();
        var happened = await Generations(task);
        Assert.Equal(heard.Order(), heard);
        Assert.Equal(happened, heard.Distinct());
        Assert.True(heard.Length > happened.Count, "What was read without an answer comes again.");
    }

    private async Task<string> Begin(string webhook)
    {
        using var http = server.Client();
        var request = $$$"""
            {"message": {"messageId": "{{{Guid.NewGuid()}}}", "role": "ROLE_USER", "parts": [{"data": {"tool": "slow_compute", "arguments": {"seconds": 4, "label": "it"} } }]},
             "configuration": {"returnImmediately": true, "taskPushNotificationConfig": {"url": "{{{webhook}}}"} } }
            """;
        http.DefaultRequestHeaders.Add("A2A-Version", "1.0");
        using var content = new StringContent(request, Encoding.UTF8, new MediaTypeHeaderValue("application/a2a+json"));
        using var answer = await http.PostAsync("/a2a/concierge/message:send", content);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("task").GetProperty("id").GetString()!;
    }

    /// <summary>The places of the task's states and artifacts in its log.</summary>
    private async Task<IReadOnlyList<long>> Generations(string task)
    {
        var happened = new List<long>();
        for (var i = await server.Count($"SELECT generation FROM agent_task WHERE id = '{task}'"); i > 0; i--)
        {
            if (await server.Count($"SELECT count(*) FROM event_log WHERE stream LIKE 'a2a/%/{task}' AND sequence = {i} AND convert_from(payload, 'UTF8')::jsonb ?| array['status', 'artifact']") > 0)
                happened.Insert(0, i);
        }
        return happened;
    }
}
