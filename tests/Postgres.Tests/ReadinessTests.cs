using Actors.Postgres.Migrations;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Actors.Postgres.Tests;

public sealed class ReadinessTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Who_hangs_up_on_the_question_does_not_make_others_believe_that_the_database_is_away()
    {
        var few = new NpgsqlConnectionStringBuilder(database.Url) { MaxPoolSize = 2 };
        await using var services = new ServiceCollection().AddLogging().AddPostgres(few.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
        var check = services.GetRequiredService<PostgresHealthCheck>();
        var source = services.GetRequiredService<NpgsqlDataSource>();
        using var hangsUp = new CancellationTokenSource();
        Task<HealthCheckResult> asked;
        await using (await source.OpenConnectionAsync())
        await using (await source.OpenConnectionAsync())
        {
            asked = check.CheckHealthAsync(new(), hangsUp.Token);
            await hangsUp.CancelAsync();
        }

        await asked;
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new(), CancellationToken.None)).Status);
    }
}
