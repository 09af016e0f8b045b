namespace Actors.Gateway.Outbound;

/// <summary>A document from elsewhere cannot be had. The message may be shown: it names the host and nothing of ours.</summary>
internal sealed class OutboundException(string message, Exception? cause = null) : Exception(message, cause);
