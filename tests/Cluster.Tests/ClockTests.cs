using Actors.Cluster.Tests.Hosting;
using Actors.TestKit;

namespace Actors.Cluster.Tests;

/// <summary>A machine whose clock is wrong.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(1));

    [FalseClockFact]
    public async Task A_silo_whose_clock_is_ten_minutes_off_does_not_start_and_says_why()
    {
        await using var database = await TestDatabase.Create();
        await using var cluster = new Hosting.Cluster(database.Url, "clock");

        var silo = cluster.AddSilo(settings:
        [
            new("LD_PRELOAD", FalseClockFactAttribute.Library!),
            new("FAKETIME", "+10m"),
            new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ]);

        Assert.Equal(1, await silo.Exit(bound.Token));
        Assert.Contains("seconds ahead of the database", silo.Log);
    }

    public void Dispose() => bound.Dispose();

    /// <summary>A fact that needs Debian's faketime as well.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FalseClockFactAttribute : FactAttribute
    {
        public FalseClockFactAttribute() => Skip = Programs.WhyNoClusters
            ?? (Library is null ? "needs libfaketime; install it with: sudo apt-get install faketime" : null);

        public static string? Library => Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib", "faketime", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .Select(folder => Path.Combine(folder, "libfaketime.so.1")).FirstOrDefault(File.Exists)
            : null;
    }
}
