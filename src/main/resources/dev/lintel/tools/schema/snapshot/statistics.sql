-- Extended statistics with their targets.
SELECT
    'statistics' AS kind,
    quote_ident(e.stxname) AS object,
    concat_ws(
        ', ',
        replace(pg_get_statisticsobjdef(e.oid), ' ' || s.prefix, ' '),
        CASE WHEN e.stxstattarget >= 0 THEN 'STATISTICS ' || e.stxstattarget END
    ) AS definition
FROM schema s
JOIN pg_statistic_ext e ON e.stxnamespace = s.oid
JOIN relation r ON r.oid = e.stxrelid
