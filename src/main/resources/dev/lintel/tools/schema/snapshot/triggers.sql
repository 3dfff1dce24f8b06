-- Triggers with their state, those of foreign keys only if somebody switched them off, and event
-- triggers that call a function of the schema.
SELECT
    'trigger' AS kind,
    format('%I.%I', r.relname, t.tgname) AS object,
    concat_ws(
        ', ',
        pg_get_triggerdef(t.oid, true),
        CASE t.tgenabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END
    ) AS definition
FROM relation r
JOIN pg_trigger t ON t.tgrelid = r.oid
WHERE NOT t.tgisinternal
UNION ALL
SELECT
    'constraint trigger',
    format('%I, of %s', r.relname, c.conname),
    CASE t.tgenabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END
FROM relation r
JOIN pg_trigger t ON t.tgrelid = r.oid
JOIN pg_constraint c ON c.oid = t.tgconstraint
WHERE t.tgisinternal AND t.tgenabled <> 'O'
UNION ALL
SELECT
    'event trigger',
    quote_ident(e.evtname),
    concat_ws(
        ' ',
        'ON ' || e.evtevent,
        'WHEN TAG IN (' || array_to_string(e.evttags, ', ') || ')',
        'EXECUTE FUNCTION ' || r.signature,
        CASE e.evtenabled
            WHEN 'D' THEN 'DISABLED'
            WHEN 'R' THEN 'REPLICA'
            WHEN 'A' THEN 'ALWAYS'
        END
    )
FROM routine r
JOIN pg_event_trigger e ON e.evtfoid = r.oid
