=== V001__before.sql
CREATE TABLE added (id bigint NOT NULL, status text, name text);
CREATE TABLE dropped (id bigint NOT NULL, status text);
CREATE INDEX ix_dropped_status ON dropped (status) WHERE status <> 'done';
COMMENT ON INDEX ix_dropped_status IS 'The open ones.';
CREATE TABLE changed (id bigint NOT NULL, status text, name text);
CREATE INDEX ix_changed_status ON changed (status);
=== schema.sql
CREATE TABLE added (id bigint NOT NULL, status text, name text, due_at timestamptz);

-- serves added.listByStatus
CREATE INDEX ix_added_status ON added (status);

CREATE UNIQUE INDEX ix_added_name ON added (lower(name), (id % 10)) WITH (fillfactor = 70);

CREATE INDEX ix_added_due_at ON added (due_at) WHERE due_at IS NOT NULL;

COMMENT ON INDEX ix_added_due_at IS 'Those with a date.';

CREATE TABLE dropped (id bigint NOT NULL, status text);

CREATE TABLE changed (id bigint NOT NULL, status text, name text);

-- serves changed.listOpen
CREATE INDEX ix_changed_status ON changed (status text_pattern_ops DESC NULLS FIRST, id)
    INCLUDE (name)
    WHERE status <> 'done';
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on added, for a moment.
-- Undo: U002__change_it.sql

ALTER TABLE added ADD COLUMN due_at timestamptz;

COMMENT ON INDEX ix_dropped_status IS NULL;
=== U002__change_it.sql
-- Undoes V002__change_it.sql. The values of added.due_at are lost.
-- Locks: ACCESS EXCLUSIVE on added, for a moment.

-- DANGER: the values of added.due_at are lost
ALTER TABLE added DROP COLUMN due_at;

COMMENT ON INDEX ix_dropped_status IS 'The open ones.';
=== V003__create_ix_added_status.sql
-- What: the index ix_added_status.
-- Locks: SHARE UPDATE EXCLUSIVE on added while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U003__create_ix_added_status.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_added_status;

-- serves added.listByStatus
CREATE INDEX CONCURRENTLY ix_added_status ON added (status);
=== U003__create_ix_added_status.sql
-- Undoes V003__create_ix_added_status.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on added until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_added_status;
=== V004__create_ix_added_name.sql
-- What: the index ix_added_name.
-- Locks: SHARE UPDATE EXCLUSIVE on added while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U004__create_ix_added_name.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_added_name;

CREATE UNIQUE INDEX CONCURRENTLY ix_added_name ON added (lower(name), (id % 10))
    WITH (fillfactor = 70);
=== U004__create_ix_added_name.sql
-- Undoes V004__create_ix_added_name.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on added until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_added_name;
=== V005__create_ix_added_due_at.sql
-- What: the index ix_added_due_at.
-- Locks: SHARE UPDATE EXCLUSIVE on added while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U005__create_ix_added_due_at.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_added_due_at;

CREATE INDEX CONCURRENTLY ix_added_due_at ON added (due_at) WHERE due_at IS NOT NULL;
=== U005__create_ix_added_due_at.sql
-- Undoes V005__create_ix_added_due_at.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on added until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_added_due_at;
=== V006__create_ix_changed_status_new.sql
-- What: the new form of the index ix_changed_status, beside the old one.
-- Locks: SHARE UPDATE EXCLUSIVE on changed while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U006__create_ix_changed_status_new.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_changed_status_new;

-- serves changed.listOpen
CREATE INDEX CONCURRENTLY ix_changed_status_new
    ON changed (status text_pattern_ops DESC NULLS FIRST, id)
    INCLUDE (name)
    WHERE status <> 'done';
=== U006__create_ix_changed_status_new.sql
-- Undoes V006__create_ix_changed_status_new.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on changed until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_changed_status_new;
=== V007__rename_ix_changed_status_new.sql
-- What: the new form of the index takes the name ix_changed_status.
-- Locks: none that anybody else can wait for.
-- Undo: U007__rename_ix_changed_status_new.sql

ALTER INDEX ix_changed_status RENAME TO ix_changed_status_old;
ALTER INDEX ix_changed_status_new RENAME TO ix_changed_status;
=== U007__rename_ix_changed_status_new.sql
-- Undoes V007__rename_ix_changed_status_new.sql.
-- Locks: none that anybody else can wait for.

ALTER INDEX ix_changed_status RENAME TO ix_changed_status_new;
ALTER INDEX ix_changed_status_old RENAME TO ix_changed_status;
=== V008__drop_ix_dropped_status.sql
-- What: the index ix_dropped_status goes.
-- Locks: SHARE UPDATE EXCLUSIVE on dropped until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U008__drop_ix_dropped_status.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_dropped_status;
=== U008__drop_ix_dropped_status.sql
-- Undoes V008__drop_ix_dropped_status.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on dropped while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_dropped_status;

CREATE INDEX CONCURRENTLY ix_dropped_status ON dropped (status) WHERE status <> 'done';
=== V009__drop_ix_changed_status_old.sql
-- What: the old form of the index ix_changed_status goes.
-- Locks: SHARE UPDATE EXCLUSIVE on changed until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U009__drop_ix_changed_status_old.sql

DROP INDEX CONCURRENTLY IF EXISTS ix_changed_status_old;
=== U009__drop_ix_changed_status_old.sql
-- Undoes V009__drop_ix_changed_status_old.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on changed while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS ix_changed_status_old;

CREATE INDEX CONCURRENTLY ix_changed_status_old ON changed (status);
=== V010__comment_indexes.sql
-- What: the comments on those indexes.
-- Locks: none that anybody else can wait for.
-- Undo: U010__comment_indexes.sql

COMMENT ON INDEX ix_added_due_at IS 'Those with a date.';
=== U010__comment_indexes.sql
-- Undoes V010__comment_indexes.sql.
-- Locks: none that anybody else can wait for.

COMMENT ON INDEX ix_added_due_at IS NULL;
