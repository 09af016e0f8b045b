-- What can be asked of the tasks of agents across tasks. Each row is written by the statement that appends to the task's log, a
-- stream of event_log, and can be made again from it.

CREATE TABLE agent_task (
    tenant text NOT NULL,
    owner text NOT NULL,                        -- a person, or a client that acts for itself
    id text NOT NULL,
    agent text NOT NULL,
    context text NOT NULL,
    state text,                                 -- null where a reply took the task's place
    status_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, owner, id)
);
CREATE INDEX agent_task_latest ON agent_task (tenant, owner, status_at DESC, id DESC) WHERE state IS NOT NULL;
CREATE INDEX agent_task_unfinished ON agent_task (tenant, owner, id) WHERE state IN ('submitted', 'working');
CREATE INDEX agent_task_resting ON agent_task (status_at) WHERE state IS NULL OR state NOT IN ('submitted', 'working');

ALTER TABLE agent_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_task FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON agent_task USING (tenant = current_setting('actors.tenant', true)
    OR (current_setting('actors.tenant', true) = '*' AND current_user <> 'actors_tenant'));

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'actors_tenant') THEN
        GRANT SELECT ON agent_task TO actors_tenant;
    END IF;
END $$;
