using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Tools;

namespace Actors.Conformance.Contracts;

/// <summary>The fixtures whose calls become tasks, and one whose calls do not.</summary>
[ToolSet(ToolKey.User), Alias("jobs")]
public interface IJobsGrain : IGrainWithStringKey
{
    /// <summary>Greets, at once.</summary>
    [Tool("greet", Title = "Greet", Scope = Scopes.Profile, Route = "POST /api/jobs/greet"), Alias("greet")]
    Task<ToolContent> Greet(PersonName request, CancellationToken cancellation);

    /// <summary>Takes as many seconds as it is told.</summary>
    [Tool("slow_compute", Title = "Slow", Scope = Scopes.Profile, Route = "POST /api/jobs/slow", Tasks = TaskSupport.Offered, Idempotent = true), AlwaysInterleave, Alias("slow")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Slow(Computation request, CancellationToken cancellation);

    /// <summary>Takes as many seconds as it is told, and may not be repeated.</summary>
    [Tool("slow_transfer", Title = "Slow, once", Scope = Scopes.Profile, Route = "POST /api/jobs/transfer", Tasks = TaskSupport.Offered), AlwaysInterleave, Alias("transfer")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Transfer(Computation request, CancellationToken cancellation);

    /// <summary>Fails after a second.</summary>
    [Tool("failing_job", Title = "Failing", Scope = Scopes.Profile, Route = "POST /api/jobs/failing", Tasks = TaskSupport.Required), AlwaysInterleave, Alias("failing")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Failing(CancellationToken cancellation);

    /// <summary>Breaks.</summary>
    [Tool("protocol_error_job", Title = "Breaking", Scope = Scopes.Profile, Route = "POST /api/jobs/breaking", Tasks = TaskSupport.Offered), AlwaysInterleave, Alias("breaking")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Breaking(CancellationToken cancellation);

    /// <summary>Asks whether to delete, once it has begun.</summary>
    [Tool("confirm_delete", Title = "Confirm", Scope = Scopes.Profile, Route = "POST /api/jobs/confirm", Tasks = TaskSupport.Offered), AlwaysInterleave, Alias("confirm")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Confirm(FileName request, ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks two things at once, once it has begun.</summary>
    [Tool("multi_input", Title = "Two questions", Scope = Scopes.Profile, Route = "POST /api/jobs/multiple", Tasks = TaskSupport.Offered), AlwaysInterleave, Alias("multiple")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Multiple(ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Asks for a name before it begins.</summary>
    [Tool("test_tool_with_task", Title = "A question, then a task", Scope = Scopes.Profile, Route = "POST /api/jobs/named", Tasks = TaskSupport.Required), AlwaysInterleave, Alias("named")]
    IAsyncEnumerable<ToolUpdate<ToolContent>> Named(ClientAnswers answers, CancellationToken cancellation);
}
