using System.Collections.Immutable;
using Actors.Contracts.Tasks;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tasks;

/// <summary>A task as its events tell it: each event makes the next state of the one before.</summary>
internal sealed record TaskHistory
{
    public required TaskStart Start { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required TimeSpan TimeToLive { get; init; }

    /// <summary>The number of the last event.</summary>
    public required long Generation { get; init; }

    public required TaskEvent Last { get; init; }

    /// <summary>What was ever asked.</summary>
    public ImmutableSortedDictionary<string, TaskQuestion> Asked { get; init; } = ImmutableSortedDictionary.Create<string, TaskQuestion>(StringComparer.Ordinal);

    /// <summary>What was answered, by the keys of <see cref="Asked"/>.</summary>
    public ImmutableSortedDictionary<string, string> Answered { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string? MethodState { get; init; }

    public WorkState State => Last.State;

    public bool HasEnded => State is WorkState.Completed or WorkState.Failed or WorkState.Cancelled;

    public DateTimeOffset EndsAt => CreatedAt + TimeToLive;

    /// <summary>Who may see it.</summary>
    public string Owner => Start.Caller.User ?? Start.Caller.Client;

    public IEnumerable<KeyValuePair<string, TaskQuestion>> Open => Asked.Where(question => !Answered.ContainsKey(question.Key));

    /// <summary>What the client has answered, as the method reads it: by name, the latest answer where a name was asked twice.</summary>
    public ClientAnswers Answers
    {
        get
        {
            var all = new Dictionary<string, string>(Start.Answers.Answers, StringComparer.Ordinal);
            foreach (var (key, question) in Asked.OrderBy(asked => Number(asked.Key)))
                if (Answered.TryGetValue(key, out var answer)) all[question.Name] = answer;
            return Start.Answers with { Answers = all, State = MethodState ?? Start.Answers.State };
        }
    }

    public static TaskHistory Begin(TaskEvent first, long sequence) => new()
    {
        Start = first.Start!, CreatedAt = first.At, TimeToLive = first.TimeToLive!.Value, Generation = sequence, Last = first,
    };

    public TaskHistory Then(TaskEvent next, long sequence) => this with
    {
        Generation = sequence,
        Last = next with { Message = next.Message ?? (next.State == State ? Last.Message : null) },
        Asked = next.Asked is null ? Asked : Asked.SetItems(next.Asked),
        Answered = next.Answered is null ? Answered : Answered.SetItems(next.Answered),
        MethodState = next.MethodState ?? MethodState,
    };

    /// <summary>Keys for new questions: each is used once in the life of a task (tasks: Task Update Requests).</summary>
    public IReadOnlyDictionary<string, TaskQuestion> Key(IReadOnlyDictionary<string, ClientRequest> requests)
    {
        var next = Asked.Count + 1;
        return requests.ToDictionary(request => $"q{next++}", request => new TaskQuestion(request.Key, request.Value), StringComparer.Ordinal);
    }

    public TaskSnapshot Snapshot(string id, string? message) => new()
    {
        TaskId = id,
        Tool = Start.Tool,
        State = State,
        Message = State == WorkState.Working ? message ?? Last.Message : Last.Message,
        CreatedAt = CreatedAt,
        UpdatedAt = Last.At,
        TimeToLive = TimeToLive,
        Generation = Generation,
        Requests = State == WorkState.InputRequired ? Open.ToDictionary(open => open.Key, open => open.Value.Request, StringComparer.Ordinal) : new Dictionary<string, ClientRequest>(),
        Result = Last.Result,
        Error = Last.Error,
    };

    private static int Number(string key) => int.Parse(key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
