namespace Actors.Embedded;

/// <summary>A stream ended before its time because the grain that makes it was deactivated.</summary>
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>An exception with the usual message.</summary>
    public EnumerationAbortedException() : this("The stream was cut short: the grain that makes it was deactivated. Start it again.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public EnumerationAbortedException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public EnumerationAbortedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
