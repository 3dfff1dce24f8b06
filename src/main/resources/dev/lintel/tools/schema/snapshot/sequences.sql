-- Sequences with all that governs their next value, and the column that owns them; where they
-- stand is data.
SELECT
    'sequence' AS kind,
    quote_ident(r.relname) AS object,
    concat_ws(
        ' ',
        CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED' END,
        'AS ' || format_type(q.seqtypid, NULL),
        'INCREMENT BY ' || q.seqincrement,
        'MINVALUE ' || q.seqmin,
        'MAXVALUE ' || q.seqmax,
        'START WITH ' || q.seqstart,
        'CACHE ' || q.seqcache,
        CASE WHEN q.seqcycle THEN 'CYCLE' END,
        (
            SELECT string_agg(
                CASE d.deptype WHEN 'i' THEN 'IDENTITY OF ' ELSE 'OWNED BY ' END
                    || format('%s.%I', d.refobjid::regclass, a.attname),
                ' '
            )
            FROM pg_depend d
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass
                AND d.objid = r.oid
                AND d.refclassid = 'pg_class'::regclass
                AND d.deptype IN ('a', 'i')
        )
    ) AS definition
FROM relation r
JOIN pg_sequence q ON q.seqrelid = r.oid
