using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>What an agent elsewhere tells of a task: how it stands as a whole, that its status has changed, or a piece of an artifact.</summary>
/// <param name="Task">The task; of a change of its status no more than that.</param>
/// <param name="Piece">The piece, as an event of our own task.</param>
/// <param name="IsWhole">Whether <paramref name="Task"/> has all that there is, its artifacts too.</param>
internal sealed record RemoteUpdate(RemoteTask? Task, AgentEvent? Piece = null, bool IsWhole = false);
