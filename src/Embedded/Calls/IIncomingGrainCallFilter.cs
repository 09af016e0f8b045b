namespace Actors.Embedded;

/// <summary>
/// Runs on the grain's scheduler around every call that reaches it. Filters come from the services, in the order of
/// their registration, and last the grain itself if it is one.
/// </summary>
/// <remarks>
/// A method that returns a stream passes the filters once, as itself, when the stream starts. In a cluster it passes as
/// <c>StartEnumeration</c>, <c>MoveNext</c> and <c>DisposeAsync</c> of the enumerator extension instead.
/// </remarks>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles the call, and lets it through by <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
