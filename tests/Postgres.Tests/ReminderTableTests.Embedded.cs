using Actors.Postgres.Reminders;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>The embedded runtime's reminders are rows that a cluster's reminder service finds, and the other way round.</summary>
public sealed class ReminderTableTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // GrainId.GetUniformHashCode of goals/demo/ada, as Orleans computes it.
    private const int AdaHash = 1712136186;
    private static readonly GrainId Ada = GrainId.Parse("goals/demo/ada");
    private static readonly DateTime Start = new(2026, 7, 28, 12, 0, 0, 250, DateTimeKind.Utc);

    private readonly string service = Guid.NewGuid().ToString("n");
    private readonly StoredQueries provider = new(database.Source);

    private PostgresReminderTable Table => new(database.Source, new PostgresStorageOptions(service));

    [Fact]
    public async Task A_reminder_of_ours_is_one_that_the_provider_finds_in_its_range_of_the_ring()
    {
        await Table.UpsertRow(Entry(Ada, "daily", TimeSpan.FromDays(40)));

        var row = Assert.Single(await provider.Run("ReadRangeRows1Key", ("ServiceId", service), ("BeginHash", AdaHash - 1), ("EndHash", AdaHash)));
        Assert.Equal(
            ("goals/demo/ada", "daily", Start, (long)TimeSpan.FromDays(40).TotalMilliseconds, 0),
            (row["GrainId"], row["ReminderName"], row["StartTime"], row["Period"], row["Version"]));
        Assert.Empty(await provider.Run("ReadRangeRows1Key", ("ServiceId", service), ("BeginHash", AdaHash), ("EndHash", int.MaxValue)));
        Assert.Single(await provider.Run("ReadRangeRows2Key", ("ServiceId", service), ("BeginHash", int.MaxValue), ("EndHash", AdaHash)));
        Assert.Single(await provider.Run("ReadReminderRowsKey", ("ServiceId", service), ("GrainId", "goals/demo/ada")));
        Assert.Single(await provider.Run("ReadReminderRowKey", ("ServiceId", service), ("GrainId", "goals/demo/ada"), ("ReminderName", "daily")));
        Assert.Equal(0, await provider.Value("DeleteReminderRowKey", ("ServiceId", service), ("GrainId", "goals/demo/ada"), ("ReminderName", "daily"), ("Version", 1)));
        Assert.Equal(1, await provider.Value("DeleteReminderRowKey", ("ServiceId", service), ("GrainId", "goals/demo/ada"), ("ReminderName", "daily"), ("Version", 0)));
    }

    [Fact]
    public async Task A_reminder_of_the_provider_is_one_of_ours()
    {
        for (var version = 0; version < 2; version++)
            Assert.Equal(version, await provider.Value(
                "UpsertReminderRowKey",
                ("ServiceId", service), ("GrainId", "goals/demo/ada"), ("ReminderName", "daily"), ("StartTime", Start), ("Period", 60_000), ("GrainHash", AdaHash)));

        var entry = (await Table.ReadRow(Ada, "daily"))!;
        Assert.Equal((Ada, "daily", Start, TimeSpan.FromMinutes(1), "1"), (entry.GrainId, entry.ReminderName, entry.StartAt, entry.Period, entry.ETag));
        Assert.Single((await Table.ReadRows(unchecked((uint)AdaHash - 1), unchecked((uint)AdaHash))).Reminders);
        Assert.Empty((await Table.ReadRows(unchecked((uint)AdaHash), 0x7fffffff)).Reminders);
        await provider.Run("DeleteReminderRowsKey", ("ServiceId", service));
        Assert.Null(await Table.ReadRow(Ada, "daily"));
    }

    [Fact]
    public async Task All_ranges_of_the_ring_together_hold_each_reminder_once()
    {
        for (var n = 0; n < 200; n++)
            await Table.UpsertRow(Entry(GrainId.Parse($"goals/demo/{n}"), "daily", TimeSpan.FromHours(1)));

        uint[] borders = [0, 0x20000000, 0x7fffffff, 0x80000000, 0xc0000000];
        var ranges = await Task.WhenAll(borders.Select((begin, i) => Table.ReadRows(begin, borders[(i + 1) % borders.Length])));

        Assert.Equal(200, ranges.SelectMany(r => r.Reminders).Select(r => r.GrainId.ToString()).Distinct().Count());
        Assert.Equal(200, ranges.Sum(r => r.Reminders.Count));
        Assert.Equal(200, (await Table.ReadRows(0, 0)).Reminders.Count);
    }

    [Fact]
    public async Task A_reminder_is_removed_only_by_who_holds_its_latest_version()
    {
        var first = await Table.UpsertRow(Entry(Ada, "daily", TimeSpan.FromHours(1)));
        var second = await Table.UpsertRow(Entry(Ada, "daily", TimeSpan.FromHours(2)));

        Assert.Equal(("0", "1"), (first, second));
        Assert.False(await Table.RemoveRow(Ada, "daily", first!));
        Assert.True(await Table.RemoveRow(Ada, "daily", second!));
        Assert.False(await Table.RemoveRow(Ada, "daily", second!));
    }

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan period) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = period };
}
