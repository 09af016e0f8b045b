-- The export of a tenant reads its events as the tenant, like all else in it.

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'actors_tenant') THEN
        GRANT SELECT ON event_log TO actors_tenant;
    END IF;
END $$;
