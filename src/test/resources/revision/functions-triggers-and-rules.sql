=== V001__before.sql
CREATE TABLE items (id bigint NOT NULL, n int);
CREATE FUNCTION twice(n int) RETURNS int
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT n + n; -- once more
$$;
CREATE FUNCTION dropped(a int, b text DEFAULT 'x;') RETURNS TABLE (c int)
    LANGUAGE sql
    AS 'SELECT a';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER tr_items_a BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();
=== schema.sql
CREATE TABLE items (id bigint NOT NULL, n int);

CREATE FUNCTION twice(n int) RETURNS int
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT 2 * n; -- faster; 'quoted' lintel.x
$$;

CREATE FUNCTION thrice(n int DEFAULT 1) RETURNS int
    LANGUAGE plpgsql STABLE
    AS $body$
BEGIN
    -- DROP TABLE items;
    RETURN n * 3;
END;
$body$;

COMMENT ON FUNCTION thrice(int) IS 'ALTER TABLE items DROP COLUMN id CASCADE; $$';

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;

CREATE TRIGGER tr_items_a BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();

ALTER TABLE items DISABLE TRIGGER tr_items_a;

CREATE TRIGGER tr_items_b
    BEFORE INSERT OR UPDATE OF n ON items
    FOR EACH ROW WHEN (new.n > 0)
    EXECUTE FUNCTION touch();

CREATE RULE no_delete AS ON DELETE TO items DO INSTEAD NOTHING;
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.
-- Undo: U002__change_it.sql

DROP FUNCTION dropped(a integer, b text);

CREATE FUNCTION thrice(n int DEFAULT 1) RETURNS int
    LANGUAGE plpgsql STABLE
    AS $body$
BEGIN
    -- DROP TABLE items;
    RETURN n * 3;
END;
$body$;

COMMENT ON FUNCTION thrice(n integer) IS 'ALTER TABLE items DROP COLUMN id CASCADE; $$';

CREATE OR REPLACE FUNCTION twice(n int) RETURNS int
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT 2 * n; -- faster; 'quoted' lintel.x
$$;

CREATE TRIGGER tr_items_b
    BEFORE INSERT OR UPDATE OF n ON items
    FOR EACH ROW WHEN (new.n > 0)
    EXECUTE FUNCTION touch();

ALTER TABLE items DISABLE TRIGGER tr_items_a;

CREATE RULE no_delete AS ON DELETE TO items DO INSTEAD NOTHING;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.

DROP RULE no_delete ON items;

DROP TRIGGER tr_items_b ON items;

DROP FUNCTION thrice(n integer);

CREATE FUNCTION dropped(a int, b text DEFAULT 'x;') RETURNS TABLE (c int)
    LANGUAGE sql
    AS 'SELECT a';

CREATE OR REPLACE FUNCTION twice(n int) RETURNS int
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT n + n; -- once more
$$;

ALTER TABLE items ENABLE TRIGGER tr_items_a;
