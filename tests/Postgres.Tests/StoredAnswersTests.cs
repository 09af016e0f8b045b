using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.ReadModels;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>Calls with idempotency keys that go to the database together are each told their own outcome.</summary>
public sealed class StoredAnswersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Keys_are_claimed_while_answers_to_others_are_kept_and_given_back()
    {
        await using var answers = new StoredAnswers(database.Source, new TenantRows(database.Source));
        Assert.All(await Claim("first"), Assert.Null);

        await using var connection = await database.Source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await connection.Run("LOCK TABLE idempotency_key", default);
        Task[] kept = [.. Keys("first").Select((key, at) => at % 2 == 0 ? answers.Keep(key, "42") : answers.Release(key))];
        var claimed = Claim("then");
        await holding.CommitAsync();

        await Task.WhenAll(kept);
        Assert.All(await claimed, Assert.Null);
        Assert.Equal(Keys("first").Select((_, at) => at % 2 == 0 ? new StoredAnswer("asked", "42") : null), await Claim("first"));

        Task<StoredAnswer?[]> Claim(string name) => Task.WhenAll(Keys(name).Select(key => answers.Claim(key, "asked", DateTimeOffset.UtcNow, default)));
    }

    private static IEnumerable<CallKey> Keys(string name) => Enumerable.Range(0, 40).Select(number => new CallKey("acme", "ada", $"{name} {number}"));
}
