using System.Diagnostics;
using System.Globalization;
using Actors.Postgres;
using Npgsql;

namespace Actors.Benchmarks.Storage;

/// <summary>What Postgres itself can do: its own load generator, with prepared upserts of single rows.</summary>
internal sealed class Pgbench(string program, NpgsqlConnectionStringBuilder database, string script) : IContender
{
    public string Name => "pgbench";

    public static async Task<Pgbench> Prepare(string program, string url)
    {
        var database = DatabaseUrl.Parse(url);
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("CREATE TABLE IF NOT EXISTS upserts (id int PRIMARY KEY, value int)");
        await command.ExecuteNonQueryAsync();
        var script = Path.Combine(Path.GetTempPath(), "actors-upserts.sql");
        await File.WriteAllTextAsync(script,
            "\\set id random(1, 100000)\nINSERT INTO upserts VALUES (:id, 1) ON CONFLICT (id) DO UPDATE SET value = upserts.value + 1;\n");
        return new Pgbench(program, database, script);
    }

    public async Task<double> Run(TimeSpan length, int concurrency)
    {
        var start = new ProcessStartInfo(program, $"-n -M prepared -c {concurrency} -j 2 -T {length.TotalSeconds:f0} -f {script}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = database.Host,
                ["PGPORT"] = $"{database.Port}",
                ["PGUSER"] = database.Username,
                ["PGPASSWORD"] = database.Password,
                ["PGDATABASE"] = database.Database,
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal)) is { } tps
            ? double.Parse(tps.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {await errors}{output}");
    }
}
