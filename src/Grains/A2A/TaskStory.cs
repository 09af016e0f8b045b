using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <summary>What a log adds up to. Taking in an entry costs the same however many there were; only reading the whole costs what is read.</summary>
internal sealed class TaskStory(string id)
{
    private readonly List<Message> history = [];
    private readonly List<(Artifact First, List<Part> Parts)> artifacts = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<(Message Message, Caller From)> received = [];
    private readonly HashSet<string> messageIds = new(StringComparer.Ordinal);
    private int turnsEnded;

    public long Generation { get; private set; }

    public string? Agent { get; private set; }

    public string ContextId { get; private set; } = "";

    public AgentTaskStatus Status { get; private set; } = new();

    public Message? Reply { get; private set; }

    /// <summary>Whether webhooks are told what happens.</summary>
    public bool Watched { get; private set; }

    public bool Exists => Agent is not null;

    /// <summary>Whether anybody but the sender of its message can see it.</summary>
    public bool IsTask => Exists && Reply is null;

    public bool IsOver => Reply is not null || Status.IsFinal;

    /// <summary>The oldest message that the agent has not dealt with.</summary>
    public (Message Message, Caller From)? Unanswered => !IsOver && turnsEnded < received.Count ? received[turnsEnded] : null;

    public bool Has(string messageId) => messageIds.Contains(messageId);

    public void Take(TaskEntry entry)
    {
        Generation++;
        Agent ??= entry.Agent;
        Reply ??= entry.Reply;
        Watched |= entry.Watched;
        if (entry.EndsTurn) turnsEnded++;
        if (entry.Received is { } message) Take(message, entry.From!);
        if (entry.Artifact is { } piece) Take(piece, entry.Append);
        if (entry.Status is { } status)
        {
            Status = status;
            if (status.Message is { } saying) history.Add(saying);
        }
    }

    public AgentTask Read(ReadTask wanted) => new()
    {
        Id = id,
        ContextId = ContextId,
        Agent = Agent!,
        Status = Status,
        Generation = Generation,
        History = wanted.HistoryLength is { } length ? [.. history.Skip(Math.Max(0, history.Count - length))] : [.. history],
        Artifacts = wanted.WithoutArtifacts ? [] : [.. artifacts.Select(artifact => artifact.First with { Parts = [.. artifact.Parts] })],
    };

    /// <summary>The entry by which the log goes on when its agent says this.</summary>
    public TaskEntry Entry(AgentEvent said, DateTimeOffset at) => said switch
    {
        { Artifact: { } artifact } => new() { Artifact = artifact, Append = said.Append, LastChunk = said.LastChunk },
        { State: { } state } => Entry(state, at, said.Saying),
        { Reply: { } reply } when Status.State == AgentTaskState.Submitted => new() { Reply = Saying(reply), EndsTurn = true },
        _ => Entry(AgentTaskState.Completed, at, said.Reply),
    };

    /// <summary>The entry by which the task comes into this state.</summary>
    public TaskEntry Entry(AgentTaskState state, DateTimeOffset at, IReadOnlyList<Part>? saying = null)
    {
        var status = new AgentTaskStatus { State = state, At = at, Message = saying is null ? null : Saying(saying) };
        return new() { Status = status, EndsTurn = status.IsSettled };
    }

    private Message Saying(IReadOnlyList<Part> parts) => new()
    {
        MessageId = Guid.CreateVersion7().ToString(), Role = MessageRole.Agent, TaskId = id, ContextId = ContextId, Parts = parts,
    };

    private void Take(Message message, Caller from)
    {
        ContextId = message.ContextId!;
        received.Add((message, from));
        messageIds.Add(message.MessageId);
        history.Add(message);
    }

    private void Take(Artifact piece, bool append)
    {
        if (places.TryAdd(piece.ArtifactId, artifacts.Count)) artifacts.Add((piece, [.. piece.Parts]));
        else if (append) artifacts[places[piece.ArtifactId]].Parts.AddRange(piece.Parts);
        else artifacts[places[piece.ArtifactId]] = (piece, [.. piece.Parts]);
    }
}
