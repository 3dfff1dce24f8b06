=== V001__before.sql
CREATE TABLE items (id bigint NOT NULL);
CREATE DOMAIN phone AS varchar(200) CONSTRAINT ck_phone CHECK (VALUE LIKE '+%');
CREATE SEQUENCE old_numbers;
CREATE SEQUENCE numbers;
CREATE TYPE pair AS (a int, b text);
CREATE TYPE unused AS ENUM ('a', 'b');
=== schema.sql
CREATE DOMAIN email AS varchar(200) DEFAULT '' NOT NULL
    CONSTRAINT ck_email CHECK (VALUE LIKE '%@%');
CREATE TABLE items (id bigint NOT NULL, mail email);
CREATE DOMAIN phone AS varchar(200) DEFAULT '+1'
    CONSTRAINT ck_phone CHECK (VALUE LIKE '+%' AND VALUE NOT LIKE '% %');
COMMENT ON DOMAIN phone IS 'With the country.';
CREATE SEQUENCE numbers INCREMENT BY 5 CACHE 10;
CREATE SEQUENCE small_numbers AS integer START WITH 10 INCREMENT BY 5 MAXVALUE 1000 CYCLE;
CREATE TYPE pair AS (a int, b text, c date);
=== dangers
DROP SEQUENCE old_numbers: the position of old_numbers is lost
DROP TYPE unused: code that still uses unused fails
ALTER TABLE items ADD COLUMN mail email: rewrites items while others wait
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items while rows are rewritten.
-- Undo: U002__change_it.sql

-- DANGER: the position of old_numbers is lost
DROP SEQUENCE old_numbers;

-- DANGER: code that still uses unused fails
DROP TYPE unused;

ALTER TYPE pair ADD ATTRIBUTE c date;

CREATE DOMAIN email AS varchar(200) DEFAULT '' NOT NULL
    CONSTRAINT ck_email CHECK (VALUE LIKE '%@%');

ALTER DOMAIN phone SET DEFAULT '+1';

COMMENT ON DOMAIN phone IS 'With the country.';

ALTER DOMAIN phone DROP CONSTRAINT ck_phone;

ALTER DOMAIN phone
    ADD CONSTRAINT ck_phone CHECK (((VALUE)::text ~~ '+%'::text) AND ((VALUE)::text !~~ '% %'::text));

CREATE SEQUENCE small_numbers AS integer START WITH 10 INCREMENT BY 5 MAXVALUE 1000 CYCLE;

ALTER SEQUENCE numbers INCREMENT BY 5 CACHE 10;

-- DANGER: rewrites items while others wait
ALTER TABLE items ADD COLUMN mail email;
=== U002__change_it.sql
-- Undoes V002__change_it.sql. The values of items.mail are lost. The position of small_numbers is
-- lost. The values of pair.c are lost.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.

-- DANGER: the values of items.mail are lost
ALTER TABLE items DROP COLUMN mail;

-- DANGER: the position of small_numbers is lost
DROP SEQUENCE small_numbers;

-- DANGER: code that still uses email fails
DROP DOMAIN email;

CREATE TYPE unused AS ENUM (
    'a',
    'b'
);

-- DANGER: the values of pair.c are lost
ALTER TYPE pair DROP ATTRIBUTE c;

ALTER DOMAIN phone DROP DEFAULT;

COMMENT ON DOMAIN phone IS NULL;

ALTER DOMAIN phone DROP CONSTRAINT ck_phone;
ALTER DOMAIN phone ADD CONSTRAINT ck_phone CHECK ((VALUE)::text ~~ '+%'::text);

CREATE SEQUENCE old_numbers;

ALTER SEQUENCE numbers INCREMENT BY 1 CACHE 1;
