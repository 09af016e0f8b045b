namespace Actors.Contracts.Tenancy;

/// <summary>
/// Brings an archive's tenant back under an id that was never taken. Until <see cref="Finish"/> nobody can act in it, and whatever was cut
/// short is done again by importing the same archive again. Key: <see cref="GrainKeys.Tenant"/> of the id it gets.
/// </summary>
[Alias("tenant_import")]
public interface ITenantImportGrain : IGrainWithStringKey
{
    /// <summary>Whether the archive was sealed by this platform or one whose master key it has, and is in a form that this version reads.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: it is not; nothing was changed.</exception>
    [PlatformOnly, ReadOnly, Alias("verify")]
    Task Verify(ArchiveManifest manifest, CancellationToken cancellation);

    /// <summary>Begins, or goes on after it was cut short.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/>: the id is taken, or another archive is being imported under it.</exception>
    [PlatformOnly, Idempotent, Alias("begin")]
    Task Begin(ArchiveManifest manifest, CancellationToken cancellation);

    /// <summary>Stores records, the files in the manifest's order and the lines in theirs. Answers what could not be taken over, and why.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>: they are not what such a file has.</exception>
    [PlatformOnly, Idempotent, Alias("put")]
    Task<IReadOnlyList<string>> Put(ImportedPart part, CancellationToken cancellation);

    /// <summary>Opens the tenant to its people. The operator who imported it is told to its audit.</summary>
    [PlatformOnly, Idempotent, Alias("finish")]
    Task<Tenant> Finish(string importedBy, CancellationToken cancellation);
}
