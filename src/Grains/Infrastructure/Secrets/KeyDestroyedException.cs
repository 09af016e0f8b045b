namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>What was stored is under a data key that was destroyed: nobody can read it any more.</summary>
public sealed class KeyDestroyedException(string message) : InvalidOperationException(message);
