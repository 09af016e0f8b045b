using Npgsql;

namespace Actors.Silo.Cluster;

/// <summary>Which silos the cluster has declared dead, from its membership table.</summary>
internal sealed class DeadSilos(NpgsqlDataSource database, ClusterSettings settings)
{
    private HashSet<(string, int, int)>? known;

    /// <summary>Whether a silo was declared dead since the last look. The first look only learns which ones were before.</summary>
    public async Task<bool> Look(CancellationToken cancellation)
    {
        var dead = await Read(cancellation);
        var anyNew = known is not null && !dead.IsSubsetOf(known);
        known = dead;
        return anyNew;
    }

    private async Task<HashSet<(string, int, int)>> Read(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT Address, Port, Generation FROM OrleansMembershipTable WHERE DeploymentId = $1 AND Status = $2");
        command.Parameters.Add(new() { Value = settings.ClusterId });
        command.Parameters.Add(new() { Value = (int)SiloStatus.Dead });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        HashSet<(string, int, int)> dead = [];
        while (await reader.ReadAsync(cancellation)) dead.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
        return dead;
    }
}
