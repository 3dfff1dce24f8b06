=== V001__before.sql
CREATE TABLE items (id bigint NOT NULL, due date, status text);
COMMENT ON COLUMN items.due IS 'When.';
CREATE INDEX items_by_status ON items (status);
CREATE TABLE things (
    id bigint,
    due date,
    CONSTRAINT uq_things_id UNIQUE (id),
    CONSTRAINT ck_due CHECK (due > '2000-01-01')
);
CREATE TABLE ready (id bigint NOT NULL, done_on date);
CREATE VIEW all_ready AS SELECT id FROM ready;
=== schema.sql
CREATE TABLE items (
    id bigint NOT NULL,
    due_on date NOT NULL DEFAULT '2026-01-01', -- renamed from due
    status text
);

COMMENT ON COLUMN items.due_on IS 'When.';

-- serves items.listItemsByStatus
-- renamed from items_by_status
CREATE INDEX ix_items_status ON items (status);

-- renamed from things
CREATE TABLE tasks (
    id bigint,
    -- renamed from due
    due_on date,
    CONSTRAINT uq_tasks_id UNIQUE (id), -- renamed from uq_things_id
    -- renamed from ck_due
    CONSTRAINT ck_tasks_due_on CHECK (due_on > '2000-01-01')
);

CREATE TABLE ready (
    id bigint NOT NULL,
    done_on date -- renamed from done
);

CREATE VIEW ready_ids AS SELECT id FROM ready; -- renamed from all_ready
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on all_ready, items and things, for a moment.
-- Undo: U002__change_it.sql

ALTER TABLE things RENAME TO tasks;

ALTER TABLE items RENAME COLUMN due TO due_on;

ALTER INDEX items_by_status RENAME TO ix_items_status;

ALTER TABLE tasks RENAME COLUMN due TO due_on;
ALTER TABLE tasks RENAME CONSTRAINT uq_things_id TO uq_tasks_id;
ALTER TABLE tasks RENAME CONSTRAINT ck_due TO ck_tasks_due_on;

ALTER VIEW all_ready RENAME TO ready_ids;

ALTER TABLE items ALTER COLUMN due_on SET DEFAULT '2026-01-01';
ALTER TABLE items ADD CONSTRAINT ck_items_due_on_not_null CHECK (due_on IS NOT NULL) NOT VALID;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items, ready_ids and tasks, for a moment.

ALTER TABLE items DROP CONSTRAINT ck_items_due_on_not_null;
ALTER TABLE items ALTER COLUMN due_on DROP DEFAULT;

ALTER VIEW ready_ids RENAME TO all_ready;

ALTER TABLE tasks RENAME CONSTRAINT ck_tasks_due_on TO ck_due;
ALTER TABLE tasks RENAME CONSTRAINT uq_tasks_id TO uq_things_id;
ALTER TABLE tasks RENAME COLUMN due_on TO due;

ALTER INDEX ix_items_status RENAME TO items_by_status;

ALTER TABLE items RENAME COLUMN due_on TO due;

ALTER TABLE tasks RENAME TO things;
=== V003__validate_ck_items_due_on_not_null.sql
-- What: the rows from before are checked for ck_items_due_on_not_null.
-- Locks: SHARE UPDATE EXCLUSIVE on items while rows are read; reads and writes go on.
-- Undo: U003__validate_ck_items_due_on_not_null.sql

ALTER TABLE items VALIDATE CONSTRAINT ck_items_due_on_not_null;
=== U003__validate_ck_items_due_on_not_null.sql
-- Undoes V003__validate_ck_items_due_on_not_null.sql.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.

ALTER TABLE items DROP CONSTRAINT ck_items_due_on_not_null;
ALTER TABLE items ADD CONSTRAINT ck_items_due_on_not_null CHECK (due_on IS NOT NULL) NOT VALID;
=== V004__set_items_due_on_not_null.sql
-- What: items.due_on is NOT NULL, which the check has shown already.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.
-- Undo: U004__set_items_due_on_not_null.sql

ALTER TABLE items ALTER COLUMN due_on SET NOT NULL;
ALTER TABLE items DROP CONSTRAINT ck_items_due_on_not_null;
=== U004__set_items_due_on_not_null.sql
-- Undoes V004__set_items_due_on_not_null.sql.
-- Locks: ACCESS EXCLUSIVE on items while rows are read.

-- DANGER: reads all rows of items while others wait
ALTER TABLE items ADD CONSTRAINT ck_items_due_on_not_null CHECK (due_on IS NOT NULL);

ALTER TABLE items ALTER COLUMN due_on DROP NOT NULL;
