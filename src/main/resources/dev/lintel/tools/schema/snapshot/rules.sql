-- Rules with their state; the one that makes a view is the view's definition.
SELECT
    'rule' AS kind,
    format('%I.%I', r.relname, w.rulename) AS object,
    concat_ws(
        ', ',
        pg_get_ruledef(w.oid, true),
        CASE w.ev_enabled
            WHEN 'D' THEN 'DISABLED'
            WHEN 'R' THEN 'REPLICA'
            WHEN 'A' THEN 'ALWAYS'
        END
    ) AS definition
FROM relation r
JOIN pg_rewrite w ON w.ev_class = r.oid
WHERE w.rulename <> '_RETURN'
