namespace Actors.Grains.A2A.Push;

/// <summary>Something to tell a webhook.</summary>
/// <param name="UpTo">The generation of the task that the receiver knows with it.</param>
/// <param name="Body">The body to send; null where nobody needs to hear of what happened.</param>
/// <param name="TellsTheEnd">Whether who reads it knows how the task ended.</param>
internal sealed record PushLetter(long UpTo, byte[]? Body, bool TellsTheEnd = false);
