-- Indexes: the server's text has columns, operator classes, order, INCLUDE, options and predicate.
SELECT
    'index' AS kind,
    quote_ident(r.relname) AS object,
    concat_ws(
        ', ',
        pg_get_indexdef(r.oid, 0, true),
        'TABLESPACE ' || (
            SELECT quote_ident(t.spcname) FROM pg_tablespace t WHERE t.oid = r.reltablespace
        ),
        (
            SELECT 'PARTITION OF ' || string_agg(h.inhparent::regclass::text, ', ')
            FROM pg_inherits h
            WHERE h.inhrelid = r.oid
        ),
        CASE WHEN i.indisclustered THEN 'CLUSTER' END,
        CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END,
        CASE WHEN NOT i.indisvalid THEN 'INVALID' END,
        CASE WHEN NOT i.indisready THEN 'NOT READY' END,
        (
            SELECT string_agg(
                format('STATISTICS %s FOR COLUMN %s', a.attstattarget, a.attnum),
                ', ' ORDER BY a.attnum
            )
            FROM pg_attribute a
            WHERE a.attrelid = r.oid AND a.attstattarget >= 0
        )
    ) AS definition
FROM relation r
JOIN pg_index i ON i.indexrelid = r.oid
