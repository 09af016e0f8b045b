namespace Actors.Embedded;

/// <summary>Runs at the caller around every call it makes. Filters come from the services, in the order of their registration.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Handles the call, and lets it through by <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
