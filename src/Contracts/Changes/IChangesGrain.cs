namespace Actors.Contracts.Changes;

/// <summary>
/// Tells what changes for one person or client, or for everybody of a tenant. Grains say so when they have stored a change; a
/// change says no more than that one should look again. Key: <see cref="GrainKeys.User"/> or <see cref="GrainKeys.Tenant"/>.
/// </summary>
[PlatformOnly, Alias("changes")]
public interface IChangesGrain : IGrainWithStringKey
{
    /// <summary>Tells whoever watches, and the MCP sessions that follow.</summary>
    [OneWay, Alias("publish")]
    Task Publish(IReadOnlyList<Change> changes, CancellationToken cancellation);

    /// <summary>All changes from now on, after a first one that is nothing.</summary>
    [Idempotent, Alias("watch")]
    IAsyncEnumerable<Change> Watch(CancellationToken cancellation);

    /// <summary>Has an MCP session told of changes, by the key of its grain, until it ends.</summary>
    [Idempotent, Alias("follow")]
    Task Follow(string session, CancellationToken cancellation);
}
