-- Streams of events that grains append to and others follow. One grain writes a stream and removes what nobody needs any more.

CREATE TABLE event_log (
    tenant text NOT NULL,
    stream text NOT NULL,
    sequence bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, stream, sequence)
);

ALTER TABLE event_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_log FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON event_log USING (tenant = current_setting('actors.tenant', true)
    OR (current_setting('actors.tenant', true) = '*' AND current_user <> 'actors_tenant'));
