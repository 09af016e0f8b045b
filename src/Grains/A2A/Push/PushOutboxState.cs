using System.Collections.Immutable;

namespace Actors.Grains.A2A.Push;

/// <summary>What <see cref="PushOutboxGrain"/> stores.</summary>
public sealed record PushOutboxState
{
    /// <summary>The webhooks, in the order in which they came.</summary>
    public ImmutableList<StoredPush> Pushes { get; init; } = [];
}
