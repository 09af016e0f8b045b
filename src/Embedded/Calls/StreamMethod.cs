using System.Reflection;

namespace Actors.Embedded;

/// <summary>A method that returns a stream: calling it does nothing yet, and each enumeration is a call of its own.</summary>
internal sealed class StreamMethod<T>(MethodInfo contract)
    : GrainMethod<IAsyncEnumerable<T>>(contract, static stream => Task.FromResult((IAsyncEnumerable<T>)stream), static task => task)
{
    public override object Call(GrainReference reference, object?[] arguments) => new GrainStream<T>(reference, this, arguments);
}
