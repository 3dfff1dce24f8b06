=== V001__before.sql
CREATE TABLE dropped (
    id bigint NOT NULL,
    note varchar(200) NOT NULL DEFAULT ''
);
COMMENT ON COLUMN dropped.note IS 'Old.';
CREATE TABLE indexed (id bigint NOT NULL, status text);
CREATE INDEX ix_indexed_status ON indexed (status);
CREATE TABLE widened (id bigint NOT NULL, name varchar(50) NOT NULL);
CREATE TABLE narrowed (id bigint NOT NULL, name varchar(200) NOT NULL);
CREATE TABLE keyed (id int NOT NULL, CONSTRAINT keyed_pkey PRIMARY KEY (id));
CREATE TABLE other_kind (id bigint NOT NULL, code text);
CREATE TABLE viewed (id bigint NOT NULL, name varchar(10));
CREATE VIEW view_of_it AS SELECT id, name FROM viewed;
CREATE TABLE defaults (status text DEFAULT 'new', n int DEFAULT 1, m int);
CREATE TABLE optional (id bigint NOT NULL, name text NOT NULL);
CREATE TABLE commented (id bigint NOT NULL, name text);
COMMENT ON TABLE commented IS 'Old.';
COMMENT ON COLUMN commented.name IS 'Old name.';
=== schema.sql
CREATE TABLE dropped (id bigint NOT NULL);
CREATE TABLE indexed (id bigint NOT NULL);
CREATE TABLE widened (id bigint NOT NULL, name varchar(200) NOT NULL);
CREATE TABLE narrowed (id bigint NOT NULL, name varchar(50) NOT NULL);
CREATE TABLE keyed (id bigint NOT NULL, CONSTRAINT keyed_pkey PRIMARY KEY (id));
CREATE TABLE other_kind (id bigint NOT NULL, code integer);
CREATE TABLE viewed (id bigint NOT NULL, name varchar(20));
CREATE VIEW view_of_it AS SELECT id, name FROM viewed;
CREATE TABLE defaults (status text DEFAULT 'open', n int, m int DEFAULT 2);
CREATE TABLE optional (id bigint NOT NULL, name text);
CREATE TABLE commented (id bigint NOT NULL, name text);
COMMENT ON TABLE commented IS 'New; "and" it''s -- good.';
COMMENT ON COLUMN commented.id IS 'The key.';
=== dangers
ALTER TABLE dropped DROP COLUMN note: the values of dropped.note are lost
ALTER TABLE indexed DROP COLUMN status: the values of indexed.status are lost
ALTER TABLE narrowed ALTER COLUMN name TYPE varchar(50): rewrites narrowed while others wait, and fails on a value that does not fit
ALTER TABLE keyed ALTER COLUMN id TYPE bigint: rewrites keyed while others wait, and fails on a value that does not fit
ALTER TABLE other_kind ALTER COLUMN code TYPE integer USING code::integer: rewrites other_kind while others wait, and fails on a value that does not fit
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on defaults, dropped, indexed, optional, view_of_it, viewed and widened,
--        for a moment; ACCESS EXCLUSIVE on keyed, narrowed and other_kind while rows are rewritten;
--        SHARE UPDATE EXCLUSIVE on commented, for a moment; reads and writes go on.
-- Undo: U002__change_it.sql

-- DANGER: the values of dropped.note are lost
ALTER TABLE dropped DROP COLUMN note;

-- DANGER: the values of indexed.status are lost
ALTER TABLE indexed DROP COLUMN status;

COMMENT ON TABLE commented IS 'New; "and" it''s -- good.';

ALTER TABLE widened ALTER COLUMN name TYPE varchar(200);

-- DANGER: rewrites narrowed while others wait, and fails on a value that does not fit
ALTER TABLE narrowed ALTER COLUMN name TYPE varchar(50);

-- DANGER: rewrites keyed while others wait, and fails on a value that does not fit
ALTER TABLE keyed ALTER COLUMN id TYPE bigint;

-- DANGER: rewrites other_kind while others wait, and fails on a value that does not fit
ALTER TABLE other_kind ALTER COLUMN code TYPE integer USING code::integer;

DROP VIEW view_of_it;

ALTER TABLE viewed ALTER COLUMN name TYPE varchar(20);

ALTER TABLE defaults ALTER COLUMN status SET DEFAULT 'open';
ALTER TABLE defaults ALTER COLUMN n DROP DEFAULT;
ALTER TABLE defaults ALTER COLUMN m SET DEFAULT 2;

ALTER TABLE optional ALTER COLUMN name DROP NOT NULL;

COMMENT ON COLUMN commented.id IS 'The key.';
COMMENT ON COLUMN commented.name IS NULL;

CREATE VIEW view_of_it AS SELECT id, name FROM viewed;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on defaults, dropped, narrowed and view_of_it, for a moment; ACCESS
--        EXCLUSIVE on indexed while an index is built; ACCESS EXCLUSIVE on keyed, other_kind,
--        viewed and widened while rows are rewritten; ACCESS EXCLUSIVE on optional while rows are
--        read; SHARE UPDATE EXCLUSIVE on commented, for a moment; reads and writes go on.

COMMENT ON TABLE commented IS 'Old.';

ALTER TABLE dropped ADD COLUMN note varchar(200) NOT NULL DEFAULT '';

COMMENT ON COLUMN dropped.note IS 'Old.';

ALTER TABLE indexed ADD COLUMN status text;

-- DANGER: rewrites widened while others wait, and fails on a value that does not fit
ALTER TABLE widened ALTER COLUMN name TYPE varchar(50);

ALTER TABLE narrowed ALTER COLUMN name TYPE varchar(200);

-- DANGER: rewrites keyed while others wait, and fails on a value that does not fit
ALTER TABLE keyed ALTER COLUMN id TYPE integer;

-- DANGER: rewrites other_kind while others wait, and fails on a value that does not fit
ALTER TABLE other_kind ALTER COLUMN code TYPE text;

DROP VIEW view_of_it;

-- DANGER: rewrites viewed while others wait, and fails on a value that does not fit
ALTER TABLE viewed ALTER COLUMN name TYPE varchar(10);

ALTER TABLE defaults ALTER COLUMN status SET DEFAULT 'new';
ALTER TABLE defaults ALTER COLUMN n SET DEFAULT 1;
ALTER TABLE defaults ALTER COLUMN m DROP DEFAULT;

-- DANGER: reads all rows of optional while others wait
ALTER TABLE optional ALTER COLUMN name SET NOT NULL;

COMMENT ON COLUMN commented.id IS NULL;
COMMENT ON COLUMN commented.name IS 'Old name.';

-- DANGER: builds an index on indexed while others wait
CREATE INDEX ix_indexed_status ON indexed (status);

CREATE VIEW view_of_it AS SELECT id, name FROM viewed;
