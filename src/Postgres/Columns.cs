using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres;

/// <summary>Many rows as parameters for <c>unnest</c>: an array for each column.</summary>
internal static class Columns
{
    extension<TRow>(IReadOnlyList<TRow> rows)
    {
        /// <summary>One value of each row.</summary>
        public T[] Column<T>(Func<TRow, T> value) => [.. rows.Select(value)];

        /// <summary>One value of each row, as a parameter of this type of the database's.</summary>
        public NpgsqlParameter Column<T>(NpgsqlDbType type, Func<TRow, T> value) => new() { Value = rows.Column(value), NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
