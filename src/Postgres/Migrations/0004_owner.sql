-- Who runs the embedded runtime on this database. The lock that matters is an advisory one, held by a session and gone with
-- it; this row tells people who holds it, and its holder whether another had it in between. A cluster leaves it alone.

CREATE TABLE actors_owner (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    instance uuid NOT NULL,
    host text NOT NULL,
    process_id integer NOT NULL,
    since timestamptz NOT NULL
);
