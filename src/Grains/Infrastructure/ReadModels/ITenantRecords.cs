using Actors.Contracts.Audit;

namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>
/// What is stored of one tenant, record by record: for its export, and for the import of a tenant in which nobody can act yet, so that no
/// grain holds what is written here. Everything read is read in parts of bounded size.
/// </summary>
public interface ITenantRecords
{
    /// <summary>The tenant's states of this name behind the key <paramref name="after"/>, in the order of keys; an empty part is the end.</summary>
    Task<IReadOnlyList<TenantRecord>> States(string tenant, string stateName, string after, CancellationToken cancellation);

    /// <summary>The platform's states of this name with these keys.</summary>
    Task<IReadOnlyList<TenantRecord>> PlatformStates(string stateName, IReadOnlyList<string> keys, CancellationToken cancellation);

    /// <summary>Stores states of which there are none, or none any more, and answers the keys of those that are stored now just as they are given.</summary>
    Task<IReadOnlyList<string>> PutStates(string stateName, IReadOnlyList<TenantRecord> states, CancellationToken cancellation);

    /// <summary>The rows of the tenant's usage behind the row <paramref name="after"/>, as JSON; an empty part is the end.</summary>
    /// <exception cref="Contracts.ActorException"><see cref="Contracts.ErrorCodes.InvalidArgument"/>: <paramref name="after"/> is no row of it.</exception>
    Task<IReadOnlyList<string>> Usage(string tenant, string? after, CancellationToken cancellation);

    /// <summary>
    /// The tenant's tasks on which no agent works behind the place <paramref name="after"/>, each followed by what had happened in it when
    /// it was read; an empty part is the end.
    /// </summary>
    /// <exception cref="Contracts.ActorException"><see cref="Contracts.ErrorCodes.InvalidArgument"/>: <paramref name="after"/> is no place.</exception>
    Task<IReadOnlyList<PlacedLine>> Tasks(string tenant, string? after, CancellationToken cancellation);

    /// <summary>Stores rows that are not there yet.</summary>
    Task PutRows(string tenant, RecordTable table, IReadOnlyList<string> rows, CancellationToken cancellation);

    /// <summary>Chains entries to the tenant's audit, in which nothing else was written, but for those that are in it already.</summary>
    Task PutAudit(string tenant, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation);
}
