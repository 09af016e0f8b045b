namespace Actors.Postgres.ReadModels;

/// <summary>
/// How agents' tasks become lines: a task, then its events. All of a part is seen at one moment; a task that does not fit goes on in the
/// next part up to where it was then, which its place says. An event is never changed, so that the task is as it was.
/// </summary>
internal static class TaskLines
{
    /// <summary>On which no agent works: two platforms would do the same work.</summary>
    private const string Resting = "(state IS NULL OR state NOT IN ('submitted', 'working'))";

    private const string Columns = "owner, id, agent, context, state, status_at, created_at, generation, place";

    private const int Most = 500, MostTasks = 50, MostBytes = 1024 * 1024;

    /// <summary>Lines of tenant $1 with their places, behind the place $2 where that is not null.</summary>
    public static readonly string Sql = $"""
        WITH begun AS (SELECT * FROM json_to_record($2::json) AS place (owner text, id text, generation bigint, sequence bigint)),
        following AS (
            SELECT {Columns}, sum(generation) OVER (ORDER BY owner, id) - generation AS events_before FROM agent_task
            WHERE tenant = $1 AND {Resting} AND ($2::json IS NULL OR (owner, id) > (SELECT owner, id FROM begun)) ORDER BY owner, id LIMIT {MostTasks}),
        tasks AS (SELECT {Columns} FROM following WHERE events_before < {Most}),
        lines AS (
            SELECT owner, id, generation, 0::bigint AS sequence, row_to_json(tasks)::text AS line FROM tasks
            UNION ALL
            SELECT task.owner, task.id, task.generation, event.sequence, row_to_json(event)::text
            FROM (SELECT owner, id, generation, 0::bigint AS sequence FROM tasks UNION ALL SELECT owner, id, generation, sequence FROM begun) AS task,
                LATERAL (SELECT stream, sequence, at, convert_from(payload, 'UTF8') AS payload FROM event_log
                    WHERE tenant = $1 AND stream = 'a2a/' || task.owner || '/' || task.id AND sequence > task.sequence AND sequence <= task.generation
                    ORDER BY sequence LIMIT {Most}) AS event)
        SELECT line, json_build_object('owner', owner, 'id', id, 'generation', generation, 'sequence', sequence)::text
        FROM (SELECT *, sum(length(line)) OVER (ORDER BY owner, id, sequence) - length(line) AS before
            FROM (SELECT * FROM lines ORDER BY owner, id, sequence LIMIT {Most}) AS first) AS parts
        WHERE before < {MostBytes} ORDER BY owner, id, sequence
        """;
}
