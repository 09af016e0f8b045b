-- What the backend records of tool calls: the audit, the usage ledger, and answers kept for idempotency keys.
--
-- Row-level security is the second wall between tenants: whatever answers a tenant reads as actors_tenant, a role that owns
-- nothing and bypasses nothing, with the tenant in the setting actors.tenant. The backend's own bookkeeping sets it to '*'.

-- Rows are written once, and never changed. Their places in the tenant's chain are beside them.
CREATE TABLE audit (
    tenant text NOT NULL,
    call uuid NOT NULL,
    step smallint NOT NULL,                     -- 0 the call; 1 it had stored something and then failed; 2 no call that was let through
    at timestamptz NOT NULL,
    person text,
    client text NOT NULL,
    address text,
    tool text NOT NULL,
    target text NOT NULL,
    correlation text NOT NULL,
    outcome text NOT NULL,
    PRIMARY KEY (tenant, call, step)
);

-- Which rows have no place yet: stored with the row, and taken out within a second by whoever gives it one. A short heap that is always
-- read as a whole needs no index.
CREATE TABLE audit_waiting (
    id bigint GENERATED ALWAYS AS IDENTITY,     -- the order of arrival
    tenant text NOT NULL,
    call uuid NOT NULL,
    step smallint NOT NULL
);

CREATE TABLE audit_link (
    tenant text NOT NULL,
    sequence bigint NOT NULL,
    call uuid NOT NULL,
    step smallint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (tenant, sequence)
);

-- Where each tenant's chain ends.
CREATE TABLE audit_head (
    tenant text PRIMARY KEY,
    sequence bigint NOT NULL,
    hash bytea NOT NULL
);

-- Calls by day, person and tool. Those that may change something are counted in the transaction that chains their audit rows.
CREATE TABLE usage_ledger (
    tenant text NOT NULL,
    day date NOT NULL,
    person text NOT NULL,
    tool text NOT NULL,
    calls bigint NOT NULL,
    failed bigint NOT NULL,
    PRIMARY KEY (tenant, day, person, tool)
);

-- The last counts that each process wrote, so that writing them again after a lost answer does not count twice.
CREATE TABLE usage_writer (
    process uuid PRIMARY KEY,
    number bigint NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
);

-- The first call with each idempotency key. Without an answer it is still running, or was lost.
CREATE TABLE idempotency_key (
    tenant text NOT NULL,
    owner text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    claim uuid NOT NULL,                        -- tells the call that made it
    claimed_at timestamptz NOT NULL,
    answer text,                                -- sealed
    PRIMARY KEY (tenant, owner, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (claimed_at);

-- Roles belong to the server, not to the database: another database may have made it, or be making it now.
DO $$
BEGIN
    CREATE ROLE actors_tenant NOLOGIN NOBYPASSRLS;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE NOTICE 'The role actors_tenant must be made by somebody who may, and granted to this one; until then row-level security holds for the tables'' owner only if that is no superuser.';
END $$;

DO $$
DECLARE
    name text;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'actors_tenant') THEN
        IF NOT pg_has_role(current_user, 'actors_tenant', 'MEMBER') THEN
            BEGIN
                EXECUTE format('GRANT actors_tenant TO %I', current_user);
            EXCEPTION WHEN insufficient_privilege THEN
                RAISE NOTICE 'The role actors_tenant must be granted to %.', current_user;
            END;
        END IF;
        GRANT SELECT ON audit, audit_waiting, audit_link, audit_head, usage_ledger TO actors_tenant;
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO actors_tenant', current_schema());
    END IF;
    FOREACH name IN ARRAY ARRAY['audit', 'audit_waiting', 'audit_link', 'audit_head', 'usage_ledger', 'idempotency_key'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$CREATE POLICY own_rows ON %I USING (tenant = current_setting('actors.tenant', true)
            OR (current_setting('actors.tenant', true) = '*' AND current_user <> 'actors_tenant'))$policy$, name);
    END LOOP;
END $$;
