=== V001__before.sql
CREATE TABLE items (id bigint NOT NULL, name text, status text);
CREATE VIEW changed AS SELECT id, name FROM items WHERE name IS NOT NULL;
CREATE VIEW dropped AS SELECT id FROM items;
CREATE MATERIALIZED VIEW counts_changed AS SELECT count(*) AS items FROM items;
=== schema.sql
CREATE TABLE items (id bigint NOT NULL, name text, status text);

CREATE VIEW added AS
SELECT id, name
FROM items
WHERE name <> ';';

COMMENT ON VIEW added IS 'With a name.';

CREATE VIEW changed AS
SELECT id, name, upper(name) AS loud
FROM items
WHERE name IS NOT NULL;

CREATE MATERIALIZED VIEW counts AS
SELECT status, count(*) AS items
FROM items
GROUP BY status;

CREATE UNIQUE INDEX ix_counts_status ON counts (status);

CREATE MATERIALIZED VIEW counts_changed AS
SELECT count(*) AS items, max(id) AS last
FROM items;
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on changed, counts_changed and dropped, for a moment.
-- Undo: U002__change_it.sql

DROP VIEW dropped;

CREATE MATERIALIZED VIEW counts AS
SELECT status, count(*) AS items
FROM items
GROUP BY status;

CREATE UNIQUE INDEX ix_counts_status ON counts (status);

CREATE VIEW added AS
SELECT id, name
FROM items
WHERE name <> ';';

COMMENT ON VIEW added IS 'With a name.';

DROP VIEW changed;

DROP MATERIALIZED VIEW counts_changed;

CREATE VIEW changed AS
SELECT id, name, upper(name) AS loud
FROM items
WHERE name IS NOT NULL;

CREATE MATERIALIZED VIEW counts_changed AS
SELECT count(*) AS items, max(id) AS last
FROM items;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on added, changed, counts and counts_changed, for a moment.

DROP VIEW added;

DROP MATERIALIZED VIEW counts;

CREATE VIEW dropped AS SELECT id FROM items;

DROP VIEW changed;

DROP MATERIALIZED VIEW counts_changed;

CREATE VIEW changed AS SELECT id, name FROM items WHERE name IS NOT NULL;

CREATE MATERIALIZED VIEW counts_changed AS SELECT count(*) AS items FROM items;
