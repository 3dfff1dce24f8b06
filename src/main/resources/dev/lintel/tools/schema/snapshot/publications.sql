-- Publications that name a table or the schema, and extensions that stand in it.
SELECT
    'publication' AS kind,
    format('%I, table %I', p.pubname, r.relname) AS object,
    concat_ws(
        ' ',
        CASE WHEN p.pubinsert THEN 'insert' END,
        CASE WHEN p.pubupdate THEN 'update' END,
        CASE WHEN p.pubdelete THEN 'delete' END,
        CASE WHEN p.pubtruncate THEN 'truncate' END,
        CASE WHEN p.pubviaroot THEN 'via root' END,
        (
            SELECT '(' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) || ')'
            FROM pg_attribute a
            WHERE a.attrelid = r.oid
                AND a.attnum::text = ANY (string_to_array(to_jsonb(m) ->> 'prattrs', ' '))
        ),
        (
            SELECT 'WHERE ' || (to_jsonb(t) ->> 'rowfilter')
            FROM pg_publication_tables t
            CROSS JOIN schema s
            WHERE t.pubname = p.pubname
                AND t.schemaname = s.nspname
                AND t.tablename = r.relname
        )
    ) AS definition
FROM relation r
JOIN pg_publication_rel m ON m.prrelid = r.oid
JOIN pg_publication p ON p.oid = m.prpubid
UNION ALL
SELECT
    'publication',
    quote_ident(substring(i.identity FROM ' in publication (.*)')),
    'all tables of the schema'
FROM object o
CROSS JOIN pg_identify_object(o.classid, o.objid, 0) AS i
WHERE i.type = 'publication namespace'
UNION ALL
SELECT
    'extension',
    quote_ident(e.extname),
    'VERSION ' || e.extversion
FROM object o
JOIN pg_extension e ON o.classid = 'pg_extension'::regclass AND e.oid = o.objid
