-- Tables, partitions, foreign tables, views and materialized views; not their columns.
SELECT
    CASE r.relkind
        WHEN 'v' THEN 'view'
        WHEN 'm' THEN 'materialized view'
        WHEN 'f' THEN 'foreign table'
        ELSE 'table'
    END AS kind,
    quote_ident(r.relname) AS object,
    concat_ws(
        ' ',
        CASE r.relpersistence WHEN 'u' THEN 'UNLOGGED' WHEN 't' THEN 'TEMPORARY' END,
        'OF ' || nullif(r.reloftype, 0)::regtype,
        (
            SELECT CASE WHEN r.relispartition THEN 'PARTITION OF ' ELSE 'INHERITS ' END
                || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
            FROM pg_inherits i
            WHERE i.inhrelid = r.oid
        ),
        pg_get_expr(r.relpartbound, r.oid),
        'PARTITION BY ' || pg_get_partkeydef(r.oid),
        (SELECT 'USING ' || a.amname FROM pg_am a WHERE a.oid = r.relam AND a.amname <> 'heap'),
        (
            SELECT concat_ws(
                ' ',
                'SERVER ' || quote_ident(f.srvname),
                (
                    SELECT 'OPTIONS (' || string_agg(option, ', ' ORDER BY option) || ')'
                    FROM unnest(t.ftoptions) AS option
                )
            )
            FROM pg_foreign_table t
            JOIN pg_foreign_server f ON f.oid = t.ftserver
            WHERE t.ftrelid = r.oid
        ),
        (
            SELECT 'WITH (' || string_agg(option, ', ' ORDER BY option) || ')'
            FROM unnest(r.reloptions) AS option
        ),
        (
            SELECT 'WITH (' || string_agg('toast.' || option, ', ' ORDER BY option) || ')'
            FROM pg_class toast, unnest(toast.reloptions) AS option
            WHERE toast.oid = r.reltoastrelid
        ),
        'TABLESPACE ' || (
            SELECT quote_ident(t.spcname) FROM pg_tablespace t WHERE t.oid = r.reltablespace
        ),
        CASE WHEN r.relrowsecurity THEN 'ENABLE ROW LEVEL SECURITY' END,
        CASE WHEN r.relforcerowsecurity THEN 'FORCE ROW LEVEL SECURITY' END,
        -- USING INDEX is told at the index
        CASE r.relreplident
            WHEN 'n' THEN CASE WHEN r.relkind IN ('r', 'p') THEN 'REPLICA IDENTITY NOTHING' END
            WHEN 'f' THEN 'REPLICA IDENTITY FULL'
        END,
        CASE WHEN r.relkind IN ('v', 'm') THEN 'AS ' || pg_get_viewdef(r.oid) END,
        CASE WHEN NOT r.relispopulated THEN 'WITH NO DATA' END
    ) AS definition
FROM relation r
WHERE r.relkind IN ('r', 'p', 'f', 'v', 'm')
