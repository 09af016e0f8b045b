namespace Actors.Outbound;

/// <summary>Something from elsewhere cannot be had. The message may be shown: it names the host and nothing of ours.</summary>
public sealed class OutboundException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What there is to say of a call that came to nothing.</summary>
    public static OutboundException Of(Exception failure, Uri address) =>
        new(failure.InnerException is OutboundException refused ? refused.Message : $"{address.Host} did not answer in time, in full, or securely.", failure);
}
