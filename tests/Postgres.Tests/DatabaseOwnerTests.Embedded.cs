using Actors.Postgres.Ownership;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>One embedded process a database, from the host's point of view.</summary>
public sealed class DatabaseOwnerTests : IAsyncLifetime
{
    private const long Lock = 0x4163746f72730002;
    private const string Locks = "FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND datname = current_database() AND granted = ";
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.Create();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_host_migrates_owns_and_is_ready_and_its_successor_starts_when_it_has_stopped()
    {
        for (var run = 0; run < 2; run++)
        {
            using var host = Host();
            await host.StartAsync();
            Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task A_second_host_does_not_start_and_says_who_owns_the_database_and_what_to_do()
    {
        using var first = Host();
        using var second = Host();
        await first.StartAsync();

        var error = await Assert.ThrowsAsync<DatabaseOwnedException>(() => second.StartAsync());

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", error.Message, StringComparison.Ordinal);
        Assert.Contains("another DATABASE_URL", error.Message, StringComparison.Ordinal);
        await first.StopAsync();
    }

    [Fact]
    public async Task A_host_that_starts_while_the_killed_one_is_still_being_noticed_waits_for_it()
    {
        var dying = await HoldLock();
        using var host = Host();

        var start = host.StartAsync();
        await Task.Delay(500);
        await dying.DisposeAsync();
        await start;
        await host.StopAsync();
    }

    [Fact]
    public async Task An_owner_whose_session_is_lost_takes_it_again()
    {
        using var host = Host();
        await host.StartAsync();

        await EndSessionOfOwner();
        await Until(Locks + "true");

        Assert.False(Stopping(host).IsCancellationRequested);
        await host.StopAsync();
    }

    [Fact]
    public async Task An_owner_whose_place_was_taken_meanwhile_stops_its_host()
    {
        using var host = Host();
        await host.StartAsync();
        var successor = HoldLock(waiting: true);
        await Until(Locks + "false");

        await EndSessionOfOwner();
        await using var held = await successor;
        await using (var signIn = new NpgsqlCommand("UPDATE actors_owner SET instance = gen_random_uuid(), host = 'elsewhere'", held))
            await signIn.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => Task.Delay(Timeout.Infinite, Stopping(host)));
        await host.StopAsync();
    }

    [Fact]
    public async Task An_owner_that_stops_waits_for_no_database_that_hangs()
    {
        var direct = new NpgsqlConnectionStringBuilder(database.Url);
        await using var proxy = new LossyProxy(direct.Host!, direct.Port);
        using var host = Host(new NpgsqlConnectionStringBuilder(database.Url) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString);
        await host.StartAsync();
        proxy.FallSilent();

        await host.StopAsync();
        Assert.Equal(1, await Count($"SELECT count(*) {Locks} true"));
    }

    private IHost Host(string? url = null) =>
        new HostBuilder().ConfigureServices(services => services.AddPostgres(url ?? database.Url)).Build();

    private static CancellationToken Stopping(IHost host) =>
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    private async Task<NpgsqlConnection> HoldLock(bool waiting = false)
    {
        var connection = new NpgsqlConnection(database.Url + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT pg_{(waiting ? "" : "try_")}advisory_lock({Lock})", connection) { CommandTimeout = 0 };
        await command.ExecuteScalarAsync();
        return connection;
    }

    private Task EndSessionOfOwner() => Count($"SELECT count(pg_terminate_backend(pid)) {Locks} true");

    private async Task Until(string locks)
    {
        while (await Count($"SELECT count(*) {locks}") == 0)
            await Task.Delay(50);
    }

    private async Task<long> Count(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
