namespace Actors.Grains.OAuth;

/// <summary>A client that a person disconnected.</summary>
/// <param name="Client">The client.</param>
/// <param name="At">When.</param>
public sealed record RevokedClient(string Client, DateTimeOffset At);
