using System.Text.Json;
using Actors.Benchmarks.Storage;
using Actors.Postgres;
using Actors.Postgres.Storage;
using Microsoft.Extensions.Configuration;

// storage [--seconds N] [--concurrency N] [--pgbench PROGRAM], DATABASE_URL in the environment: silos whose grains save their
// state in each call. All take turns, so that what else the machine does falls on each alike. Prints one JSON object:
// saves a second, the median of the rounds; of pgbench, upserts of a row of two numbers.
const int Rounds = 3;
// pgbench first connects that many times, within its time.
const int Shortest = 3;
var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
var url = settings["DATABASE_URL"] ?? throw new InvalidOperationException("DATABASE_URL is not set.");
var concurrency = settings.GetValue("concurrency", 64);
var round = TimeSpan.FromSeconds(Math.Max(Shortest, settings.GetValue("seconds", 10) / Rounds));

// Without what AddPostgres sets, the provider of Orleans runs as it comes: it prepares nothing.
var plain = DatabaseUrl.Parse(url);
(plain.MaxAutoPrepare, plain.NoResetOnClose, plain.MaxPoolSize) = (0, false, 100);

await using var ours = await BenchSilo.Start<PostgresGrainStorage>("postgres", url, port: 21711);
await using var theirs = await BenchSilo.Start<AdoNetStorage>("adoNet", url, port: 21721);
await using var asItComes = await BenchSilo.Start<AdoNetStorage>("adoNetAsItComes", plain.ConnectionString, port: 21731);
List<IContender> contenders = [ours, theirs, asItComes];
if (settings["pgbench"] is { } pgbench)
    contenders.Add(await Pgbench.Prepare(pgbench, url));

var rates = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
foreach (var contender in contenders)
    await contender.Run(TimeSpan.FromSeconds(Shortest), concurrency);
for (var i = 0; i < Rounds; i++)
{
    foreach (var contender in contenders)
        rates[contender.Name].Add(await contender.Run(round, concurrency));
}

Console.WriteLine(JsonSerializer.Serialize(rates.ToDictionary(rate => rate.Key, rate => Math.Round(rate.Value.Order().ElementAt(Rounds / 2)))));
