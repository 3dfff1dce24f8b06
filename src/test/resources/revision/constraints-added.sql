=== V001__before.sql
CREATE TABLE parents (id bigint NOT NULL, CONSTRAINT parents_pkey PRIMARY KEY (id));
CREATE TABLE items (id bigint NOT NULL, parent_id bigint, status text, during tstzrange);
CREATE TABLE keyless (id bigint NOT NULL, code text);
CREATE TABLE optional (id bigint NOT NULL, name text);
=== schema.sql
CREATE TABLE parents (id bigint NOT NULL, CONSTRAINT parents_pkey PRIMARY KEY (id));

CREATE TABLE items (
    id bigint NOT NULL,
    parent_id bigint,
    status text,
    during tstzrange,
    CONSTRAINT ck_items_status CHECK (status IN ('new', 'done')),
    CONSTRAINT uq_items_status UNIQUE (status, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE CASCADE,
    CONSTRAINT ex_items_during EXCLUDE USING gist (during WITH &&) WHERE (id > 0)
);

COMMENT ON CONSTRAINT ck_items_status ON items IS 'The states.';

CREATE TABLE keyless (
    id bigint NOT NULL,
    code text,
    -- serves keyless.findById
    CONSTRAINT keyless_pkey PRIMARY KEY (id)
);

CREATE TABLE optional (id bigint NOT NULL, name text NOT NULL);
=== dangers
ALTER TABLE items ADD CONSTRAINT ex_items_during EXCLUDE USING gist (during WITH &&) WHERE (id > 0): builds an index on items while others wait
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items while an index is built; ACCESS EXCLUSIVE on optional, for a
--        moment; SHARE ROW EXCLUSIVE on parents, for a moment; writers wait.
-- Undo: U002__change_it.sql

ALTER TABLE optional ADD CONSTRAINT ck_optional_name_not_null CHECK (name IS NOT NULL) NOT VALID;

ALTER TABLE items ADD CONSTRAINT ck_items_status CHECK (status IN ('new', 'done')) NOT VALID;

COMMENT ON CONSTRAINT ck_items_status ON items IS 'The states.';

-- DANGER: builds an index on items while others wait
ALTER TABLE items ADD CONSTRAINT ex_items_during EXCLUDE USING gist (during WITH &&) WHERE (id > 0);

ALTER TABLE items
    ADD CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE CASCADE NOT VALID;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items, optional and parents, for a moment.

ALTER TABLE optional DROP CONSTRAINT ck_optional_name_not_null;

ALTER TABLE items DROP CONSTRAINT ck_items_status;
ALTER TABLE items DROP CONSTRAINT ex_items_during;
ALTER TABLE items DROP CONSTRAINT fk_items_parent_id;
=== V003__validate_ck_optional_name_not_null.sql
-- What: the rows from before are checked for ck_optional_name_not_null.
-- Locks: SHARE UPDATE EXCLUSIVE on optional while rows are read; reads and writes go on.
-- Undo: U003__validate_ck_optional_name_not_null.sql

ALTER TABLE optional VALIDATE CONSTRAINT ck_optional_name_not_null;
=== U003__validate_ck_optional_name_not_null.sql
-- Undoes V003__validate_ck_optional_name_not_null.sql.
-- Locks: ACCESS EXCLUSIVE on optional, for a moment.

ALTER TABLE optional DROP CONSTRAINT ck_optional_name_not_null;
ALTER TABLE optional ADD CONSTRAINT ck_optional_name_not_null CHECK (name IS NOT NULL) NOT VALID;
=== V004__validate_ck_items_status.sql
-- What: the rows from before are checked for ck_items_status.
-- Locks: SHARE UPDATE EXCLUSIVE on items while rows are read; reads and writes go on.
-- Undo: U004__validate_ck_items_status.sql

ALTER TABLE items VALIDATE CONSTRAINT ck_items_status;
=== U004__validate_ck_items_status.sql
-- Undoes V004__validate_ck_items_status.sql.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.

ALTER TABLE items DROP CONSTRAINT ck_items_status;
ALTER TABLE items ADD CONSTRAINT ck_items_status CHECK (status IN ('new', 'done')) NOT VALID;

COMMENT ON CONSTRAINT ck_items_status ON items IS 'The states.';
=== V005__validate_fk_items_parent_id.sql
-- What: the rows from before are checked for fk_items_parent_id.
-- Locks: SHARE UPDATE EXCLUSIVE on items while rows are read; reads and writes go on.
-- Undo: U005__validate_fk_items_parent_id.sql

ALTER TABLE items VALIDATE CONSTRAINT fk_items_parent_id;
=== U005__validate_fk_items_parent_id.sql
-- Undoes V005__validate_fk_items_parent_id.sql.
-- Locks: ACCESS EXCLUSIVE on items and parents, for a moment.

ALTER TABLE items DROP CONSTRAINT fk_items_parent_id;

ALTER TABLE items
    ADD CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE CASCADE NOT VALID;
=== V006__set_optional_name_not_null.sql
-- What: optional.name is NOT NULL, which the check has shown already.
-- Locks: ACCESS EXCLUSIVE on optional, for a moment.
-- Undo: U006__set_optional_name_not_null.sql

ALTER TABLE optional ALTER COLUMN name SET NOT NULL;
ALTER TABLE optional DROP CONSTRAINT ck_optional_name_not_null;
=== U006__set_optional_name_not_null.sql
-- Undoes V006__set_optional_name_not_null.sql.
-- Locks: ACCESS EXCLUSIVE on optional while rows are read.

-- DANGER: reads all rows of optional while others wait
ALTER TABLE optional ADD CONSTRAINT ck_optional_name_not_null CHECK (name IS NOT NULL);

ALTER TABLE optional ALTER COLUMN name DROP NOT NULL;
=== V007__create_uq_items_status.sql
-- What: the index of the constraint uq_items_status.
-- Locks: SHARE UPDATE EXCLUSIVE on items while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U007__create_uq_items_status.sql

DROP INDEX CONCURRENTLY IF EXISTS uq_items_status;

CREATE UNIQUE INDEX CONCURRENTLY uq_items_status ON items (status, id);
=== U007__create_uq_items_status.sql
-- Undoes V007__create_uq_items_status.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on items until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS uq_items_status;
=== V008__add_uq_items_status.sql
-- What: the constraint uq_items_status, on the index that is there.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.
-- Undo: U008__add_uq_items_status.sql

ALTER TABLE items
    ADD CONSTRAINT uq_items_status UNIQUE USING INDEX uq_items_status DEFERRABLE INITIALLY DEFERRED;
=== U008__add_uq_items_status.sql
-- Undoes V008__add_uq_items_status.sql.
-- Locks: ACCESS EXCLUSIVE on items while an index is built.

ALTER TABLE items DROP CONSTRAINT uq_items_status;

-- DANGER: builds an index on items while others wait
CREATE UNIQUE INDEX uq_items_status ON items (status, id);
=== V009__create_keyless_pkey.sql
-- What: the index of the constraint keyless_pkey.
-- Locks: SHARE UPDATE EXCLUSIVE on keyless while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U009__create_keyless_pkey.sql

DROP INDEX CONCURRENTLY IF EXISTS keyless_pkey;

-- serves keyless.findById
CREATE UNIQUE INDEX CONCURRENTLY keyless_pkey ON keyless (id);
=== U009__create_keyless_pkey.sql
-- Undoes V009__create_keyless_pkey.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on keyless until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS keyless_pkey;
=== V010__add_keyless_pkey.sql
-- What: the constraint keyless_pkey, on the index that is there.
-- Locks: ACCESS EXCLUSIVE on keyless, for a moment.
-- Undo: U010__add_keyless_pkey.sql

ALTER TABLE keyless ADD CONSTRAINT keyless_pkey PRIMARY KEY USING INDEX keyless_pkey;
=== U010__add_keyless_pkey.sql
-- Undoes V010__add_keyless_pkey.sql.
-- Locks: ACCESS EXCLUSIVE on keyless while an index is built.

ALTER TABLE keyless DROP CONSTRAINT keyless_pkey;

-- DANGER: builds an index on keyless while others wait
CREATE UNIQUE INDEX keyless_pkey ON keyless (id);
