=== V001__before.sql
CREATE TYPE status AS ENUM ('new', 'done', 'dropped');
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE items (
    id bigint NOT NULL,
    status status NOT NULL DEFAULT 'new',
    moods mood[]
);
CREATE INDEX ix_items_status ON items (status);
=== schema.sql
CREATE TYPE status AS ENUM ('new', 'done');
CREATE TYPE mood AS ENUM ('bad', 'good');
CREATE TABLE items (
    id bigint NOT NULL,
    status status NOT NULL DEFAULT 'new',
    moods mood[]
);
CREATE INDEX ix_items_status ON items (status);
=== dangers
ALTER TABLE items ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[]: rewrites items while others wait, and fails on a value that does not fit
ALTER TABLE items ALTER COLUMN status TYPE status USING status::text::status: rewrites items while others wait, and fails on a value that does not fit
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items while rows are rewritten.
-- Undo: U002__change_it.sql

ALTER TYPE mood RENAME TO mood_old;
ALTER TYPE status RENAME TO status_old;

CREATE TYPE mood AS ENUM (
    'bad',
    'good'
);

-- DANGER: rewrites items while others wait, and fails on a value that does not fit
ALTER TABLE items ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

CREATE TYPE status AS ENUM (
    'new',
    'done'
);

ALTER TABLE items ALTER COLUMN status DROP DEFAULT;

-- DANGER: rewrites items while others wait, and fails on a value that does not fit
ALTER TABLE items ALTER COLUMN status TYPE status USING status::text::status;

ALTER TABLE items ALTER COLUMN status SET DEFAULT 'new';

DROP TYPE mood_old;
DROP TYPE status_old;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items while rows are rewritten.

ALTER TYPE mood RENAME TO mood_old;
ALTER TYPE status ADD VALUE 'dropped' AFTER 'done';

CREATE TYPE mood AS ENUM (
    'good',
    'bad'
);

-- DANGER: rewrites items while others wait, and fails on a value that does not fit
ALTER TABLE items ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

DROP TYPE mood_old;
