-- Which tasks have something to tell their webhooks. Both are written by the statement that appends to the task's log, so that what
-- happened and that it is to be told are durable together.

ALTER TABLE agent_task
    ADD COLUMN generation bigint NOT NULL DEFAULT 0,    -- of the log when the row was written last
    ADD COLUMN push_due timestamptz,                    -- null where webhooks know everything, or there are none
    ADD COLUMN push_gave_up boolean NOT NULL DEFAULT false;
CREATE INDEX agent_task_push_due ON agent_task (tenant, owner, id) WHERE push_due IS NOT NULL;
CREATE INDEX agent_task_push_gave_up ON agent_task (tenant, owner, id) WHERE push_gave_up;
