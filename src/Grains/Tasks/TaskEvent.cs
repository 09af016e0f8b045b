using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Contracts;
using Actors.Contracts.Tasks;
using Actors.Contracts.Tools;

namespace Actors.Grains.Tasks;

/// <summary>One change of a task, as it is appended to its log. Members are added, never renamed: logs outlive versions.</summary>
internal sealed record TaskEvent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The state it leads to.</summary>
    public required WorkState State { get; init; }

    /// <summary>The call, in the first event.</summary>
    public TaskStart? Start { get; init; }

    /// <summary>How long the task is kept, in the first event.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What is being done, or why it ended.</summary>
    public string? Message { get; init; }

    /// <summary>What is asked from now on, by its keys.</summary>
    public IReadOnlyDictionary<string, TaskQuestion>? Asked { get; init; }

    /// <summary>What the method wants to find again when it goes on.</summary>
    public string? MethodState { get; init; }

    /// <summary>What was answered, JSON by its keys.</summary>
    public IReadOnlyDictionary<string, string>? Answered { get; init; }

    /// <summary>The tool's result as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>The tool's error, or ours.</summary>
    public ActorError? Error { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static TaskEvent Read(byte[] payload) => JsonSerializer.Deserialize<TaskEvent>(payload, Json)!;
}
