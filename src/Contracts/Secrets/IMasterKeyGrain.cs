using Actors.Contracts.Tools;

namespace Actors.Contracts.Secrets;

/// <summary>Moves everything to a new master key while the silos serve. Key: <see cref="GrainKeys.Operations"/>.</summary>
[ToolSet(ToolKey.Platform), Alias("master_key")]
public interface IMasterKeyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Wraps every tenant's data keys with the current master key, and says which master keys are needed still. Do so after the
    /// new key was put in front of the old one in the settings of every silo; once the old one is not needed, take it out there.
    /// </summary>
    [Tool("rewrap_data_keys", Title = "Wrap data keys anew", Scope = Scopes.PlatformAdmin, Route = "POST /api/platform/master-key/rewrap", Idempotent = true), Alias("rewrap")]
    Task<MasterKeyReport> Rewrap(CancellationToken cancellation);
}
