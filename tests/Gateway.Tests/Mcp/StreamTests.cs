using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;
using Actors.Gateway.Mcp;
using Actors.Gateway.Mcp.Methods;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Tools;
using Actors.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>Tools that answer in steps, that fail, and that are cancelled. The product has none yet, so the tests bring theirs.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private const string Token = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"progressToken":"p"}""";

    private readonly Work work = new();
    private readonly WebApplication app;
    private HttpClient http = null!;

    public StreamTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        var pool = new DefaultObjectPoolProvider().Create(new DefaultPooledObjectPolicy<Reply>());
        var catalog = new ToolCatalog([work.AsTool("work")], resources: [], prompts: []);
        var errors = new ErrorHandler(NullLogger<ErrorHandler>.Instance);
        var sessions = new SessionDirectory(null!, new Everybody(), TimeProvider.System);
        var signals = new SessionSignals(null!, NullLogger<SessionSignals>.Instance);
        var running = new CallsUnderWay(signals, TimeProvider.System, NullLogger<CallsUnderWay>.Instance);
        var requests = new SessionRequests(running, signals, Options.Create(new QuestionOptions()));
        var everybody = new Everybody();
        var interaction = new Interaction(new Rounds(null!));
        var icons = new Icons(new(Options.Create(new GatewayOptions())));
        var tasks = new Actors.Gateway.Mcp.Methods.Tasks(null!, new(catalog), errors, everybody);
        var dispatcher = new Dispatcher(new(sessions, icons), new(sessions), null!, null!, new(icons), new(catalog, icons), new(catalog, errors, everybody, interaction, tasks), new(catalog, icons), new(catalog, errors, everybody, interaction), new(catalog, errors, everybody, interaction, icons), new(catalog, errors, everybody), tasks);
        var post = new PostEndpoint(dispatcher, new(dispatcher, new(sessions), requests, running, everybody, pool), new(sessions), requests, null!, everybody, pool);
        app.MapPost("/mcp", (RequestDelegate)(context =>
        {
            context.Features.Set(new Caller { Tenant = "t", Client = "c", Scopes = [Scopes.Profile], CorrelationId = "x" });
            return post.Answer(context);
        }));
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        http = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_client_with_a_token_is_told_of_progress_and_then_of_the_result()
    {
        work.Will(new(1, 3, "One", null), new(2, 3, null, null), new(3, 3, null, """{"done":true}"""u8.ToArray()));
        var answer = await McpPost.OfModernCall("work", meta: Token).To(http);
        Assert.Equal("text/event-stream", answer.ContentType);
        Assert.Equal(
            [
                """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":1,"total":3,"message":"One"}}""",
                """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":2,"total":3}}""",
                """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":3,"total":3}}""",
                """{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","_meta":""" + Encoding.UTF8.GetString(ServerIdentity.Meta)
                + ""","content":[{"type":"text","text":"{\"done\":true}"}],"structuredContent":{"done":true}}}""",
            ],
            Events(answer));
    }

    [Fact]
    public async Task Progress_that_does_not_grow_is_not_told()
    {
        work.Will(new(2, null, null, null), new(2, null, null, null), new(1, null, null, null), new(3, null, null, "{}"u8.ToArray()));
        var events = Events(await McpPost.OfModernCall("work", meta: Token).To(http));
        Assert.Equal([2, 3], events.SkipLast(1).Select(e => JsonSerializer.Deserialize<JsonElement>(e).GetProperty("params").GetProperty("progress").GetInt32()));
    }

    [Fact]
    public async Task Progress_that_comes_fast_is_told_a_few_times_and_to_the_last()
    {
        work.Will([.. Enumerable.Range(1, 10_000).Select(step => new ToolStep(step, 10_000, null, step == 10_000 ? "{}"u8.ToArray() : default(ReadOnlyMemory<byte>?)))]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var told = Events(await McpPost.OfModernCall("work", meta: Token).To(http)).SkipLast(1)
            .Select(e => JsonSerializer.Deserialize<JsonElement>(e).GetProperty("params").GetProperty("progress").GetInt32()).ToArray();
        Assert.InRange(told.Length, 11, 12 + (int)(clock.Elapsed.TotalSeconds * 10));
        Assert.Equal((10, 10_000), (told[9], told[^1]));
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public async Task Log_messages_that_come_too_fast_are_left_out_and_counted()
    {
        const string Wanted = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/logLevel":"info"}""";
        work.Will([.. Enumerable.Range(1, 10_000).Select(step => new ToolStep(0, null, null, null, new() { Level = step % 2 == 0 ? "info" : "debug", Text = "Still here." })), new(1, null, null, "{}"u8.ToArray())]);
        var said = Events(await McpPost.OfModernCall("work", meta: Wanted).To(http)).SkipLast(1).Select(e => JsonSerializer.Deserialize<JsonElement>(e).GetProperty("params").GetProperty("data").GetString()!).ToArray();
        var told = said.Count(text => text == "Still here.");
        Assert.InRange(told, 100, 4_999);
        Assert.Equal(5_000 - told, said.Where(text => text != "Still here.").Sum(text => int.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_client_without_a_token_gets_the_result_alone()
    {
        work.Will(new(1, 2, null, null), new(2, 2, null, "{}"u8.ToArray()));
        var answer = await McpPost.OfModernCall("work").To(http);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("{}", answer.Text);
    }

    [Fact]
    public async Task A_failure_in_mid_stream_is_its_last_event()
    {
        work.Will(new ToolStep(1, 2, null, null)).Then(new ActorException(ErrorCodes.Conflict, "Somebody was faster."));
        var events = Events(await McpPost.OfModernCall("work", meta: Token).To(http));
        Assert.Contains("\"text\":\"conflict: Somebody was faster.\"", events[^1], StringComparison.Ordinal);
        Assert.Contains("\"isError\":true", events[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_says_nothing_but_where_to_find_it_in_the_logs()
    {
        work.Will().Then(new InvalidOperationException("secret"));
        var answer = await McpPost.OfModernCall("work").To(http);
        Assert.Equal((200, -32603), (answer.Status, answer.Code));
        Assert.NotEmpty(answer.Json.GetProperty("error").GetProperty("data").GetProperty("correlationId").GetString()!);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_what_the_output_schema_says_is_held_back_and_said_so()
    {
        work.Will(new ToolStep(1, null, null, """{"done":"perhaps"}"""u8.ToArray()));
        var answer = await McpPost.OfModernCall("work").To(http);
        Assert.Equal((200, -32603), (answer.Status, answer.Code));
        Assert.Equal("work did its work, but its result is not what its output schema says, so it is not sent: /done: Expected a boolean, found the string \"perhaps\".",
            answer.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2025-11-25", false)]
    public async Task A_disconnect_cancels_the_call_of_a_modern_client_and_not_of_a_legacy_one(string version, bool cancels)
    {
        work.Will(new ToolStep(1, null, null, null)).ThenWait();
        using var gone = new CancellationTokenSource();
        var post = version == McpPost.Modern ? McpPost.OfModernCall("work", meta: Token) : McpPost.OfCall(version, "work");
        var answer = post.To(http, gone.Token);
        await work.Waits.WaitAsync(TimeSpan.FromSeconds(30));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        if (!cancels) work.Continue();
        Assert.Equal(cancels, await work.WasCancelled.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static string[] Events(McpAnswer answer) =>
        [.. answer.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e["event: message\ndata: ".Length..])];

    /// <summary>A tool that does what a test has told it.</summary>
    private sealed class Work : ToolInvoker
    {
        private readonly TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<bool> ends = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly JsonElement result = JsonElement.Parse("""{"type":"object","properties":{"done":{"type":"boolean"}}}""");
        private ToolStep[] steps = [];
        private Exception? failure;
        private bool waiting;

        public override bool Streams => true;

        public Task Waits => waits.Task;

        public Task<bool> WasCancelled => ends.Task;

        public Tool AsTool(string name) => new()
        {
            Declared = new(name) { Title = "Work", Scope = Scopes.Profile, Route = "POST /api/work" },
            Description = "Works.",
            Route = ToolRoute.Parse("POST /api/work"),
            InputSchema = JsonElement.Parse("""{"type":"object"}"""),
            OutputSchema = result,
            ShowsContent = false,
            Arguments = new(JsonElement.Parse("""{"type":"object"}""")),
            Results = new(result),
            Invoker = this,
        };

        public Work Will(params ToolStep[] told)
        {
            steps = told;
            return this;
        }

        public void Then(Exception told) => failure = told;

        public void ThenWait() => waiting = true;

        public void Continue() => goesOn.SetResult();

        public override async IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (var step in steps) yield return step;
            if (failure is not null) throw failure;
            if (!waiting) yield break;
            waits.SetResult();
            try
            {
                await goesOn.Task.WaitAsync(cancellation);
            }
            finally
            {
                ends.SetResult(cancellation.IsCancellationRequested);
            }
            yield return new(2, null, null, "{}"u8.ToArray());
        }
    }

    private sealed class Everybody : IAdmission
    {
        public ValueTask<Turn> Admit(HttpContext context, string name, bool streams = false) => default;

        public Task Refused(HttpContext context, string name, string code) => Task.CompletedTask;
    }
}
