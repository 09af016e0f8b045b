using System.Globalization;
using Npgsql;

namespace Actors.Silo.Cluster;

/// <summary>
/// A silo whose clock is far from the database's does not start: its tokens would be expired or not yet valid to the
/// others, and its reminders early or late.
/// </summary>
internal sealed class ClockCheck(NpgsqlDataSource database, TimeProvider clock) : IHostedLifecycleService
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT clock_timestamp()");
        var theirs = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        var ahead = clock.GetUtcNow().UtcDateTime - theirs;
        if (ahead.Duration() > Allowed)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"This machine's clock is {ahead.Duration().TotalSeconds:0} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's. Set it (NTP) and start again; a minute is allowed."));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
