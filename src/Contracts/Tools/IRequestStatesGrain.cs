namespace Actors.Contracts.Tools;

/// <summary>
/// Seals what a call that asks its client wants to know again when it is repeated, so that it can travel through the client. Stores
/// nothing: any gateway hands a state to any silo, and the tenant's data key is all that has to be there. Key:
/// <see cref="GrainKeys.User"/>, or <see cref="GrainKeys.Tenant"/> where a client acts for itself.
/// </summary>
[Alias("request_states")]
public interface IRequestStatesGrain : IGrainWithStringKey
{
    /// <summary>Seals a text for this person and one request; it opens for an hour.</summary>
    /// <param name="request">Names the request: a digest of what it asks for.</param>
    /// <param name="content">The text.</param>
    /// <param name="cancellation">Gives up.</param>
    [PlatformOnly, ReadOnly, Alias("seal")]
    Task<string> Seal(string request, string content, CancellationToken cancellation);

    /// <summary>The text, or null where it was changed, sealed for somebody else or another request, or more than an hour ago.</summary>
    [PlatformOnly, ReadOnly, Alias("open")]
    Task<string?> Open(string request, string state, CancellationToken cancellation);
}
