using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Errors;
using Actors.Gateway.Rest;
using Actors.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Tests.Rest;

[Collection(RestCollection.Name)]
public sealed class ErrorTests(ActorsApp app)
{
    private readonly RecordedLog log = new();

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api/me")]
    [InlineData("/oauth/jwks")]
    [InlineData("/assets/pages.css")]
    [InlineData("/docs")]
    public async Task Every_answer_is_what_its_type_says(string path)
    {
        using var response = await app.Client().GetAsync(path);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_fault_of_ours_shows_nothing_of_itself_and_is_logged_once()
    {
        var context = Context();
        await new ErrorHandler(log).Handle(context, _ => throw new InvalidOperationException("secret"));
        var problem = JsonSerializer.Deserialize<JsonElement>(Body(context));
        Assert.Equal((500, "internal"), (context.Response.StatusCode, problem.Text("code")));
        Assert.Equal(context.Response.Headers["X-Correlation-Id"], problem.Text("correlationId"));
        Assert.DoesNotContain("secret", Body(context));
        var entry = Assert.Single(log.Entries);
        Assert.Equal((LogLevel.Error, "secret"), (entry.Level, entry.Exception!.Message));
    }

    [Fact]
    public async Task Who_was_too_many_is_told_how_long_to_wait()
    {
        var context = Context();
        await new ErrorHandler(log).Handle(context, _ => throw new ActorException(ErrorCodes.RateLimited, "Too many.", ("retryAfter", "7")));
        Assert.Equal((429, "7"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        Assert.Empty(log.Entries);
    }

    [Fact]
    public async Task People_are_told_in_a_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing/<b>");
        request.Headers.Add("Accept", "text/html");
        var response = await app.Client().SendAsync(request);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("<b>", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_tool_that_answers_in_steps_sends_events()
    {
        var context = Context();
        await EventStream.Send(context, Steps(), new ErrorHandler(log));
        Assert.Equal("text/event-stream", context.Response.ContentType);
        Assert.Equal("""
            event: progress
            data: {"progress":1,"total":2,"message":"Half way"}

            event: progress
            data: {"progress":2}

            event: result
            data: {"done":true}


            """, Body(context), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_tool_that_fails_half_way_ends_with_an_error()
    {
        var context = Context();
        await EventStream.Send(context, Steps(failure: ActorException.NotFound("It is gone.")), new ErrorHandler(log));
        var last = Body(context).TrimEnd().Split("\n\n")[^1].Split('\n');
        Assert.Equal("event: error", last[0]);
        var problem = JsonSerializer.Deserialize<JsonElement>(last[1]["data: ".Length..]);
        Assert.Equal(("not_found", "It is gone."), (problem.Text("code"), problem.Text("detail")));
    }

    [Fact]
    public async Task A_tool_that_fails_before_its_first_step_is_an_ordinary_error()
    {
        var context = Context();
        await Assert.ThrowsAsync<ActorException>(() => EventStream.Send(context, Failing(), new ErrorHandler(log)));
        Assert.Null(context.Response.ContentType);
    }

    private static async IAsyncEnumerable<ToolStep> Steps(ActorException? failure = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return new(1, 2, "Half way", null);
        await Task.Yield();
        if (failure is not null) throw failure;
        yield return new(2, null, null, null);
        yield return new(2, 2, null, Encoding.UTF8.GetBytes("""{"done":true}"""));
    }

    private static async IAsyncEnumerable<ToolStep> Failing()
    {
        await Task.Yield();
        ActorException[] failures = [ActorException.NotFound("It is not there.")];
        foreach (var failure in failures) throw failure;
        yield break;
    }

    private DefaultHttpContext Context() => new() { RequestServices = app.Services, Response = { Body = new MemoryStream() } };

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private sealed class RecordedLog : ILogger<ErrorHandler>
    {
        public List<(LogLevel Level, Exception? Exception)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, exception));
    }
}
