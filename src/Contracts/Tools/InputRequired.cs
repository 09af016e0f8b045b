namespace Actors.Contracts.Tools;

/// <summary>
/// What a call needs from its client before it can be done, carried by an <see cref="ActorError"/> with the code
/// <see cref="ErrorCodes.InputRequired"/>. Nothing waits meanwhile: the method is called again, with the answers.
/// </summary>
[GenerateSerializer, Immutable, Alias("tool.InputRequired")]
public sealed record InputRequired
{
    /// <summary>The requests, each under the name that its answer comes back by.</summary>
    [Id(0)] public required IReadOnlyDictionary<string, ClientRequest> Requests { get; init; }

    /// <summary>What the method wants to find in <see cref="ClientAnswers.State"/>; callers can neither read nor change it.</summary>
    [Id(1)] public string? State { get; init; }
}
