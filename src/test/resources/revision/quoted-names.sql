=== V001__before.sql
CREATE TABLE "Odd Items" ("Id" bigint NOT NULL, "select" text);
=== schema.sql
CREATE TABLE "Odd Items" (
    "Id" bigint NOT NULL,
    "select" text,
    "due; -- at" date,
    CONSTRAINT "Ck" CHECK ("select" <> '"')
);
CREATE INDEX "Ix Odd" ON "Odd Items" ("due; -- at");
COMMENT ON COLUMN "Odd Items"."due; -- at" IS 'x';
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on "Odd Items", for a moment.
-- Undo: U002__change_it.sql

ALTER TABLE "Odd Items" ADD COLUMN "due; -- at" date;

COMMENT ON COLUMN "Odd Items"."due; -- at" IS 'x';

ALTER TABLE "Odd Items" ADD CONSTRAINT "Ck" CHECK ("select" <> '"') NOT VALID;
=== U002__change_it.sql
-- Undoes V002__change_it.sql. The values of "Odd Items"."due; -- at" are lost.
-- Locks: ACCESS EXCLUSIVE on "Odd Items", for a moment.

ALTER TABLE "Odd Items" DROP CONSTRAINT "Ck";

-- DANGER: the values of "Odd Items"."due; -- at" are lost
ALTER TABLE "Odd Items" DROP COLUMN "due; -- at";
=== V003__create_ix_odd.sql
-- What: the index "Ix Odd".
-- Locks: SHARE UPDATE EXCLUSIVE on "Odd Items" while an index is built; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.
-- Undo: U003__create_ix_odd.sql

DROP INDEX CONCURRENTLY IF EXISTS "Ix Odd";

CREATE INDEX CONCURRENTLY "Ix Odd" ON "Odd Items" ("due; -- at");
=== U003__create_ix_odd.sql
-- Undoes V003__create_ix_odd.sql.
-- Locks: SHARE UPDATE EXCLUSIVE on "Odd Items" until nobody uses the index; reads and writes go on.
-- Runs outside of a transaction, and can be repeated.

DROP INDEX CONCURRENTLY IF EXISTS "Ix Odd";
=== V004__validate_ck.sql
-- What: the rows from before are checked for "Ck".
-- Locks: SHARE UPDATE EXCLUSIVE on "Odd Items" while rows are read; reads and writes go on.
-- Undo: U004__validate_ck.sql

ALTER TABLE "Odd Items" VALIDATE CONSTRAINT "Ck";
=== U004__validate_ck.sql
-- Undoes V004__validate_ck.sql.
-- Locks: ACCESS EXCLUSIVE on "Odd Items", for a moment.

ALTER TABLE "Odd Items" DROP CONSTRAINT "Ck";
ALTER TABLE "Odd Items" ADD CONSTRAINT "Ck" CHECK ("select" <> '"') NOT VALID;
