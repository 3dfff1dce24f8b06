-- What each query of a snapshot begins with; its parameters are the schema and the tables to leave
-- out. A query gives kind, object and definition, and runs with the schema as search_path, so that
-- the server prints what stands in it without its name.
-- A catalog column that only newer servers have is read as to_jsonb(row) ->> 'column': NULL before.
WITH schema AS (
    SELECT oid, nspname, nspowner, nspacl, quote_ident(nspname) || '.' AS prefix
    FROM pg_namespace
    WHERE nspname = ?
),
-- what an extension brought along is described by its version
extension_member AS (
    SELECT classid, objid
    FROM pg_depend
    WHERE deptype = 'e'
),
ignored_table AS (
    SELECT c.oid
    FROM pg_class c
    JOIN schema s ON s.oid = c.relnamespace
    WHERE c.relname = ANY (?)
),
ignored_relation AS (
    SELECT oid FROM ignored_table
    UNION ALL
    SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM ignored_table)
    UNION ALL
    SELECT objid
    FROM pg_depend
    WHERE classid = 'pg_class'::regclass
        AND refclassid = 'pg_class'::regclass
        AND refobjid IN (SELECT oid FROM ignored_table)
        AND refobjsubid > 0
        AND deptype IN ('a', 'i')
    UNION ALL
    SELECT objid
    FROM extension_member
    WHERE classid = 'pg_class'::regclass
),
relation AS (
    SELECT c.*
    FROM pg_class c
    JOIN schema s ON s.oid = c.relnamespace
    WHERE c.oid NOT IN (SELECT oid FROM ignored_relation)
),
-- functions that somebody made: not the constructors that come with a range type
routine AS (
    SELECT p.*, p.oid::regprocedure::text AS signature
    FROM pg_proc p
    JOIN schema s ON s.oid = p.pronamespace
    WHERE p.oid NOT IN (
        SELECT objid
        FROM pg_depend
        WHERE classid = 'pg_proc'::regclass AND deptype IN ('e', 'i')
    )
),
-- types that somebody made: not those of tables, and not the array or multirange beside a type
type AS (
    SELECT t.*, format_type(t.oid, NULL) AS name
    FROM pg_type t
    JOIN schema s ON s.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE t.typtype <> 'm'
        AND (t.typrelid = 0 OR c.relkind = 'c')
        AND NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = t.oid)
        AND t.oid NOT IN (
            SELECT objid FROM extension_member WHERE classid = 'pg_type'::regclass
        )
),
-- everything of the schema, as the other catalogs name it
object AS (
    SELECT 'pg_namespace'::regclass::oid AS classid, oid AS objid FROM schema
    UNION ALL
    SELECT 'pg_class'::regclass, oid FROM relation
    UNION ALL
    SELECT 'pg_constraint'::regclass, c.oid
    FROM pg_constraint c
    WHERE c.conrelid IN (SELECT oid FROM relation) OR c.contypid IN (SELECT oid FROM type)
    UNION ALL
    SELECT 'pg_trigger'::regclass, oid
    FROM pg_trigger
    WHERE tgrelid IN (SELECT oid FROM relation)
    UNION ALL
    SELECT 'pg_policy'::regclass, oid
    FROM pg_policy
    WHERE polrelid IN (SELECT oid FROM relation)
    UNION ALL
    SELECT 'pg_rewrite'::regclass, oid
    FROM pg_rewrite
    WHERE ev_class IN (SELECT oid FROM relation)
    UNION ALL
    SELECT 'pg_event_trigger'::regclass, oid
    FROM pg_event_trigger
    WHERE evtfoid IN (SELECT oid FROM routine)
    UNION ALL
    SELECT d.classid, d.objid
    FROM pg_depend d
    JOIN schema s ON s.oid = d.refobjid
    WHERE d.refclassid = 'pg_namespace'::regclass
        AND d.classid <> 'pg_class'::regclass
        AND NOT EXISTS (
            SELECT
            FROM extension_member m
            WHERE m.classid = d.classid AND m.objid = d.objid
        )
)
