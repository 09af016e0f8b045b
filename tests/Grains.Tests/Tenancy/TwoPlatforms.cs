namespace Actors.Grains.Tests.Tenancy;

/// <summary>Two platforms with databases of their own and, as when one moves, the same master key.</summary>
public sealed class TwoPlatforms : IAsyncLifetime
{
    public ActorHost There { get; } = new();

    public ActorHost Here { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(There.InitializeAsync(), Here.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(There.DisposeAsync(), Here.DisposeAsync());
}
