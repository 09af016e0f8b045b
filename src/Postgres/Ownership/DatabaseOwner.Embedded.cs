using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres.Ownership;

/// <summary>The owner is this process.</summary>
internal sealed partial class DatabaseOwner(NpgsqlDataSource database, IHostApplicationLifetime host, TimeProvider clock, ILogger<DatabaseOwner> log)
{
    private const string TryLock = "pg_try_advisory_lock";

    private const string Remedy = "One embedded process owns a database: stop that one, give this one another DATABASE_URL, "
        + "or build with -p:ActorRuntime=Orleans to run several.";

    private readonly Guid instance = Guid.NewGuid();
    private static string? ClusterName => null;

    private Task SignIn(NpgsqlConnection connection, CancellationToken cancellation) => Record(connection, cancellation);
}
