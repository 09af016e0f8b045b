namespace Actors.Embedded;

/// <summary>The process is stopping and takes no new calls from outside. Nothing was done; the call can be repeated elsewhere or later.</summary>
public sealed class SiloUnavailableException : Exception
{
    /// <summary>An exception with the usual message.</summary>
    public SiloUnavailableException() : this("This process is stopping and takes no new calls. Repeat the call once it is back.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public SiloUnavailableException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
