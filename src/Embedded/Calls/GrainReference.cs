using System.Reflection;

namespace Actors.Embedded;

/// <summary>The proxy behind every reference to a grain.</summary>
public class GrainReference : DispatchProxy
{
    internal GrainId GrainId { get; }

    internal IGrainFactory Factory => throw new NotSupportedException();

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
}
