using System.Diagnostics;
using System.Globalization;
using Actors.Embedded.Tests.Support;
using Actors.Postgres;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Embedded.Tests;

/// <summary>Grain state in a real Postgres, through real deaths of a process.</summary>
public sealed class DurabilityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Key = "t/killed";

    [Fact]
    public async Task A_process_killed_between_two_writes_leaves_the_last_committed_state()
    {
        var told = await RunAndKill(after: 25);

        using var host = await Start(database.Url);
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(Key);
        Assert.InRange(await account.Read(), told, told + 1);
        await account.Set(7);
        Assert.Equal(7, await account.Read());
        await host.StopAsync();
    }

    [Fact]
    public async Task A_lost_race_in_Postgres_drops_the_grain_which_is_read_afresh()
    {
        using var host = await Start(database.Url);
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>("t/raced");
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        await account.Set(1);

        var record = new GrainState<Balance>();
        await storage.ReadStateAsync("balance", account.GetGrainId(), record);
        record.State = new() { Amount = 100, Twice = 200 };
        await storage.WriteStateAsync("balance", account.GetGrainId(), record);

        await Assert.ThrowsAsync<InconsistentStateException>(() => account.Set(2));
        Assert.Equal(100, await account.Read());
        await host.StopAsync();
    }

    [Fact]
    public async Task A_reminder_in_Postgres_survives_a_restart()
    {
        var clock = new ManualClock();
        using (var host = await Start(database.Url, clock))
        {
            var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindedGrain>("t/durable");
            await grain.Remind("report", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            await host.StopAsync();
        }
        clock.Advance(TimeSpan.FromHours(2.5));

        using var next = await Start(database.Url, clock);
        await next.Services.GetRequiredService<Journal>().Until("report at 11:30");
        await next.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindedGrain>("t/durable").Forget("report");
        await next.StopAsync();
    }

    /// <summary>Writes 1, 2, 3 … and says each once it is durable.</summary>
    internal static async Task WriteUntilKilled(string databaseUrl)
    {
        using var host = await Start(databaseUrl);
        var account = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(Key);
        for (var amount = 1; ; amount++)
        {
            await account.Set(amount);
            Console.WriteLine(amount);
        }
    }

    /// <summary>Returns the last number the process has said.</summary>
    private async Task<int> RunAndKill(int after)
    {
        using var process = Process.Start(new ProcessStartInfo
        {
            FileName = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            ArgumentList = { typeof(DurabilityTests).Assembly.Location, database.Url },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said = int.Parse(line, CultureInfo.InvariantCulture);
            if (said == after) process.Kill();
        }
        await process.WaitForExitAsync();
        Assert.InRange(said, after, int.MaxValue);
        return said;
    }

    private static async Task<IHost> Start(string databaseUrl, TimeProvider? clock = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddPostgres(databaseUrl);
        builder.Services.AddEmbeddedActors(null, typeof(DurabilityTests).Assembly);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
