using System.Globalization;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.Reminders;

/// <summary>Reminders in the Orleans table, each row as the ADO.NET reminder provider writes it, so a cluster finds them in its ranges.</summary>
internal sealed class PostgresReminderTable(NpgsqlDataSource database, PostgresStorageOptions options) : IReminderTable
{
    private const string Select = "SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = $1";

    /// <inheritdoc />
    public Task<ReminderTableData> ReadRows(GrainId grainId) => Read($"{Select} AND GrainId = $2", grainId.ToString());

    /// <inheritdoc />
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var (from, to) = unchecked(((int)begin, (int)end));
        return Read(from < to ? $"{Select} AND GrainHash > $2 AND GrainHash <= $3" : $"{Select} AND (GrainHash > $2 OR GrainHash <= $3)", from, to);
    }

    /// <inheritdoc />
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await Read($"{Select} AND GrainId = $2 AND ReminderName = $3", grainId.ToString(), reminderName)).Reminders.SingleOrDefault();

    /// <inheritdoc />
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var command = Command("""
            INSERT INTO OrleansRemindersTable AS r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
            VALUES ($1, $2, $3, $4, $5, $6, 0)
            ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
            SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
            RETURNING Version
            """,
            entry.GrainId.ToString(),
            entry.ReminderName,
            DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc),
            (long)entry.Period.TotalMilliseconds,
            unchecked((int)entry.GrainId.GetUniformHashCode()));
        return await Run(command, async () => ((int)(await command.ExecuteScalarAsync())!).ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var command = Command(
            "DELETE FROM OrleansRemindersTable WHERE ServiceId = $1 AND GrainId = $2 AND ReminderName = $3 AND Version = $4",
            grainId.ToString(),
            reminderName,
            int.Parse(eTag, CultureInfo.InvariantCulture));
        return Run(command, async () => await command.ExecuteNonQueryAsync() > 0, attempts: 1);
    }

    private Task<ReminderTableData> Read(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = Command(sql, parameters);
        return Run(command, () => Rows(command));
    }

    private static async Task<ReminderTableData> Rows(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<ReminderEntry>();
        while (await reader.ReadAsync())
            rows.Add(new ReminderEntry
            {
                GrainId = GrainId.Parse(reader.GetString(0)),
                ReminderName = reader.GetString(1),
                StartAt = reader.GetDateTime(2),
                Period = TimeSpan.FromMilliseconds(reader.GetInt64(3)),
                ETag = reader.GetInt32(4).ToString(CultureInfo.InvariantCulture),
            });
        return new ReminderTableData(rows);
    }

    /// <summary>A pool may hold connections that died with the last server: what may be repeated is, on the next one.</summary>
    private static async Task<T> Run<T>(NpgsqlCommand command, Func<Task<T>> run, int attempts = 5)
    {
        await using var owned = command;
        while (true)
        {
            try
            {
                return await run();
            }
            catch (NpgsqlException) when (--attempts > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
            catch (NpgsqlException e)
            {
                throw new StorageUnavailableException(
                    "Postgres does not answer: a reminder that was being changed may be changed or not. Try again once it is back.", outcomeUnknown: true, e);
            }
        }
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = options.ServiceId });
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return command;
    }
}
