using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>A fact that needs a Postgres of its own to kill; skipped where there are no binaries (DATABASE_URL names a server elsewhere).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OutageFactAttribute : FactAttribute
{
    public OutageFactAttribute() =>
        Skip = PrivatePostgres.HasBinaries ? null : "needs Postgres binaries on this machine, to kill a server of its own";
}
