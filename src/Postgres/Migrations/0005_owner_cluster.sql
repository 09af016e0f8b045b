-- The owner may be a cluster, whose silos share the lock; an embedded process leaves the column null.

ALTER TABLE actors_owner ADD COLUMN cluster text;
