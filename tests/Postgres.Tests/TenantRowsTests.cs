using Actors.Contracts;
using Actors.Postgres.ReadModels;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>Tables with rows of many tenants show each tenant its own, by the database itself.</summary>
public sealed class TenantRowsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TenantRows rows = new(database.Source);

    [Fact]
    public async Task A_query_that_forgets_the_tenant_sees_no_other()
    {
        await Write("acme");
        await Write("globex");

        Assert.Equal(["acme"], await Tenants("acme"));
        Assert.Equal(["globex"], await Tenants("globex"));
        Assert.Empty(await Tenants("initech"));
        Assert.Empty(await Tenants("*"));
        Assert.Equal(2L, await rows.Keep(async connection =>
        {
            await using var command = connection.Sql("SELECT count(DISTINCT tenant) FROM audit");
            return (long)(await command.ExecuteScalarAsync())!;
        }, default));
    }

    [Fact]
    public async Task What_answers_a_tenant_cannot_change_anything()
    {
        var refusal = await Assert.ThrowsAsync<ActorException>(() => rows.Read("acme", "UPDATE audit SET outcome = 'done' RETURNING tenant", row => row.GetString(0), default));
        Assert.Equal(ErrorCodes.Unavailable, refusal.Error.Code);
    }

    [Fact]
    public async Task Every_table_with_a_tenant_has_row_level_security_for_its_owner_too()
    {
        await using var command = database.Source.CreateCommand("""
            SELECT coalesce(string_agg(relname, ', '), '') FROM pg_class
            JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'tenant' AND relkind IN ('r', 'p')
            WHERE NOT (relrowsecurity AND relforcerowsecurity)
            """);
        Assert.Equal("", await command.ExecuteScalarAsync());
    }

    private Task<IReadOnlyList<string>> Tenants(string tenant) => rows.Read(tenant, "SELECT DISTINCT tenant FROM audit", row => row.GetString(0), default);

    private async Task Write(string tenant)
    {
        await using var command = database.Source.CreateCommand($"""
            INSERT INTO audit (tenant, call, step, at, client, tool, target, correlation, outcome)
            VALUES ('{tenant}', gen_random_uuid(), 0, now(), 'key_1', 'set_goal', 'goals/ada', 'c1', 'done')
            """);
        await command.ExecuteNonQueryAsync();
    }
}
