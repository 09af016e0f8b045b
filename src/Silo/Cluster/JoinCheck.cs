using System.Globalization;
using System.Net;
using Npgsql;

namespace Actors.Silo.Cluster;

/// <summary>
/// What is looked at before a silo joins, for once it is a member it gets grains and a vote: its clock must agree with the
/// database's, or its tokens would be expired or not yet valid to the others; and it and a member must agree on TLS.
/// </summary>
internal sealed class JoinCheck(NpgsqlDataSource database, ClusterSettings settings, TimeProvider clock, MutualTls? tls = null) : IHostedService
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CheckClock(cancellationToken);
        await (tls is null ? CheckPlain(cancellationToken) : CheckCertificate(tls, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckClock(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT clock_timestamp()");
        var theirs = (DateTime)(await command.ExecuteScalarAsync(cancellation))!;
        var ahead = clock.GetUtcNow().UtcDateTime - theirs;
        if (ahead.Duration() > Allowed)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"This machine's clock is {ahead.Duration().TotalSeconds:0} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's. Set it (NTP) and start again; a minute is allowed."));
    }

    /// <summary>Asks the members one by one until one answers; the first silo of a cluster has nobody to ask.</summary>
    private async Task CheckCertificate(MutualTls tls, CancellationToken cancellation)
    {
        foreach (var member in await Members(cancellation))
        {
            switch (await tls.Try(member, cancellation))
            {
                case null: continue;
                case "": return;
                case var reason:
                    throw new InvalidOperationException(
                        $"The silo at {member} and this one do not accept each other. {reason} Both need a certificate of the cluster's authority; see {ClusterSettings.Section}:{nameof(ClusterSettings.Tls)}.");
            }
        }
    }

    private async Task CheckPlain(CancellationToken cancellation)
    {
        foreach (var member in await Members(cancellation))
        {
            switch (await TlsProbe.ExpectsTls(member, cancellation))
            {
                case null: continue;
                case false: return;
                case true:
                    throw new InvalidOperationException(
                        $"The silo at {member} expects TLS, and this one has none. Give it a certificate of the cluster's authority; see {ClusterSettings.Section}:{nameof(ClusterSettings.Tls)}.");
            }
        }
    }

    private async Task<List<IPEndPoint>> Members(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT Address, Port FROM OrleansMembershipTable WHERE DeploymentId = $1 AND Status = $2");
        command.Parameters.Add(new() { Value = settings.ClusterId });
        command.Parameters.Add(new() { Value = (int)SiloStatus.Active });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<IPEndPoint> members = [];
        while (await reader.ReadAsync(cancellation)) members.Add(new(IPAddress.Parse(reader.GetString(0)), reader.GetInt32(1)));
        return members;
    }
}
