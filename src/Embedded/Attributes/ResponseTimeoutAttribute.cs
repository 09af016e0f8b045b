using System.Globalization;

namespace Actors.Embedded;

/// <summary>How long a caller waits for the method, in place of <see cref="EmbeddedActorOptions.ResponseTimeout"/>.</summary>
/// <param name="timeout">The time as <c>[d.]hh:mm:ss[.fff]</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
