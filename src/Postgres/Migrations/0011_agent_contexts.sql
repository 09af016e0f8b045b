-- The order of the tasks in their conversations: a place that the conversation's grain gives, stored with the task's first entry.

ALTER TABLE agent_task ADD COLUMN place bigint;
SELECT set_config('actors.tenant', '*', true);
UPDATE agent_task AS t SET place = numbered.place
    FROM (SELECT tenant, owner, id, row_number() OVER (PARTITION BY tenant, owner, context ORDER BY created_at, id) AS place FROM agent_task) AS numbered
    WHERE (t.tenant, t.owner, t.id) = (numbered.tenant, numbered.owner, numbered.id);
ALTER TABLE agent_task ALTER COLUMN place SET NOT NULL;
CREATE UNIQUE INDEX agent_task_context ON agent_task (tenant, owner, context, place);
