=== V001__before.sql
CREATE TYPE status AS ENUM ('new', 'done');
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE items (id bigint NOT NULL, status status NOT NULL DEFAULT 'new');
=== schema.sql
CREATE TYPE status AS ENUM ('new', 'in work', 'done');
CREATE TYPE mood AS ENUM ('good', 'bad', 'ugly');
CREATE TABLE items (id bigint NOT NULL, status status NOT NULL DEFAULT 'new');
=== V002__change_it.sql
-- What: Change it.
-- Locks: none that anybody else can wait for.
-- Undo: U002__change_it.sql

ALTER TYPE mood ADD VALUE 'ugly' AFTER 'bad';
ALTER TYPE status ADD VALUE 'in work' AFTER 'new';
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items while rows are rewritten.

ALTER TYPE mood RENAME TO mood_old;
ALTER TYPE status RENAME TO status_old;

CREATE TYPE mood AS ENUM (
    'good',
    'bad'
);

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
