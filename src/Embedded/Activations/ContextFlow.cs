namespace Actors.Embedded;

/// <summary>Keeps a caller's <see cref="RequestContext"/> out of what the runtime does on its own account.</summary>
internal static class ContextFlow
{
    public static AsyncFlowControl? Suppress() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
}
