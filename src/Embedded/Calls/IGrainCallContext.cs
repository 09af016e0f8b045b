using System.Reflection;

namespace Actors.Embedded;

/// <summary>A call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The method and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain that is called: the instance for incoming filters, the reference for outgoing ones.</summary>
    object Grain { get; }

    /// <summary>The grain that calls; null when the call comes from outside any grain.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The full name of the interface that declares the method.</summary>
    string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The method, as the grain interface declares it.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>
    /// The result, once <see cref="Invoke"/> has completed; a filter may replace it. For a method that returns a stream
    /// an incoming filter finds the <see cref="IAsyncEnumerable{T}"/> before its first element is asked for; an outgoing
    /// filter must leave the result of such a call as it is.
    /// </summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, and after the last one to the grain.</summary>
    Task Invoke();
}
