=== V001__before.sql
CREATE TABLE nullable (id bigint NOT NULL);
CREATE TABLE defaults (id bigint NOT NULL);
CREATE TABLE volatile_default (id bigint NOT NULL);
CREATE TABLE mandatory (id bigint NOT NULL);
CREATE TABLE identities (id bigint NOT NULL);
CREATE TABLE generated (id bigint NOT NULL, name text);
=== schema.sql
CREATE TABLE nullable (
    id bigint NOT NULL,
    due_at timestamptz
);

COMMENT ON COLUMN nullable.due_at IS 'When it has to be done; NULL if it has no date.';

CREATE TABLE defaults (
    id bigint NOT NULL,
    priority smallint NOT NULL DEFAULT 0,
    note varchar(200) DEFAULT 'a;b -- c',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE volatile_default (
    id bigint NOT NULL,
    code uuid NOT NULL DEFAULT gen_random_uuid()
);

CREATE TABLE mandatory (
    id bigint NOT NULL,
    name text NOT NULL
);

CREATE TABLE identities (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100)
);

CREATE TABLE generated (
    id bigint NOT NULL,
    name text,
    search text GENERATED ALWAYS AS (lower(name)) STORED
);
=== dangers
ALTER TABLE volatile_default ADD COLUMN code uuid NOT NULL DEFAULT gen_random_uuid(): rewrites volatile_default while others wait
ALTER TABLE mandatory ADD COLUMN name text NOT NULL: fails if mandatory has rows: there is no default for them
ALTER TABLE generated ADD COLUMN search text GENERATED ALWAYS AS (lower(name)) STORED: rewrites generated while others wait
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on defaults, identities and nullable, for a moment; ACCESS EXCLUSIVE on
--        generated and volatile_default while rows are rewritten; ACCESS EXCLUSIVE on mandatory
--        while rows are read.
-- Undo: U002__change_it.sql

ALTER TABLE nullable ADD COLUMN due_at timestamptz;

COMMENT ON COLUMN nullable.due_at IS 'When it has to be done; NULL if it has no date.';

ALTER TABLE defaults ADD COLUMN priority smallint NOT NULL DEFAULT 0;
ALTER TABLE defaults ADD COLUMN note varchar(200) DEFAULT 'a;b -- c';
ALTER TABLE defaults ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();

-- DANGER: rewrites volatile_default while others wait
ALTER TABLE volatile_default ADD COLUMN code uuid NOT NULL DEFAULT gen_random_uuid();

-- DANGER: fails if mandatory has rows: there is no default for them
ALTER TABLE mandatory ADD COLUMN name text NOT NULL;

-- DANGER: rewrites generated while others wait
ALTER TABLE generated ADD COLUMN search text GENERATED ALWAYS AS (lower(name)) STORED;

ALTER TABLE identities ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (START WITH 100);
=== U002__change_it.sql
-- Undoes V002__change_it.sql. The values of nullable.due_at are lost. The values of
-- defaults.priority are lost. The values of defaults.note are lost. The values of
-- defaults.created_at are lost. The values of volatile_default.code are lost. The values of
-- mandatory.name are lost. The values of generated.search are lost. The position of the sequence of
-- identities.id is lost.
-- Locks: ACCESS EXCLUSIVE on defaults, generated, identities, mandatory, nullable and
--        volatile_default, for a moment.

-- DANGER: the values of nullable.due_at are lost
ALTER TABLE nullable DROP COLUMN due_at;

-- DANGER: the values of defaults.priority are lost
ALTER TABLE defaults DROP COLUMN priority;

-- DANGER: the values of defaults.note are lost
ALTER TABLE defaults DROP COLUMN note;

-- DANGER: the values of defaults.created_at are lost
ALTER TABLE defaults DROP COLUMN created_at;

-- DANGER: the values of volatile_default.code are lost
ALTER TABLE volatile_default DROP COLUMN code;

-- DANGER: the values of mandatory.name are lost
ALTER TABLE mandatory DROP COLUMN name;

-- DANGER: the values of generated.search are lost
ALTER TABLE generated DROP COLUMN search;

-- DANGER: the position of the sequence of identities.id is lost
ALTER TABLE identities ALTER COLUMN id DROP IDENTITY;
