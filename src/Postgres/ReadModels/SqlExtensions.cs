using Npgsql;

namespace Actors.Postgres.ReadModels;

internal static class SqlExtensions
{
    extension(NpgsqlConnection connection)
    {
        /// <summary>A command with its parameters, in order.</summary>
        public NpgsqlCommand Sql(string sql, params object?[] parameters)
        {
            var command = new NpgsqlCommand(sql, connection);
            foreach (var value in parameters) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
            return command;
        }

        /// <summary>Runs a command for what it changes.</summary>
        public async Task<int> Run(string sql, CancellationToken cancellation, params object?[] parameters)
        {
            await using var command = connection.Sql(sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    extension(NpgsqlDataReader reader)
    {
        /// <summary>All rows of the result.</summary>
        public async Task<List<T>> All<T>(Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
            return rows;
        }
    }
}
