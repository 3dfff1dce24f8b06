-- Comments on anything.
SELECT
    'comment' AS kind,
    CASE
        WHEN d.classoid = 'pg_namespace'::regclass THEN 'schema'
        ELSE i.type || ' ' || replace(i.identity, s.prefix, '')
    END AS object,
    d.description AS definition
FROM schema s
CROSS JOIN object o
JOIN pg_description d ON d.classoid = o.classid AND d.objoid = o.objid
CROSS JOIN pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
