using System.Reflection;

namespace Actors.Embedded;

/// <summary>A call that has arrived at its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that is called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method, as the grain class implements it.</summary>
    MethodInfo ImplementationMethod { get; }
}
