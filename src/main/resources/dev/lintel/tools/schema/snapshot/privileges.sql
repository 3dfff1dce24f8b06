-- What was granted beyond the server's default, and, with "not", what was revoked from it.
-- A star: with grant option.
SELECT
    'privilege' AS kind,
    format(
        '%s for %s',
        acl.object,
        CASE p.grantee
            WHEN 0 THEN 'PUBLIC'
            WHEN acl.owner THEN 'its owner'
            ELSE p.grantee::regrole::text
        END
    ) AS object,
    string_agg(
        CASE WHEN p.granted THEN '' ELSE 'not ' END
            || p.privilege_type
            || CASE WHEN p.is_grantable THEN '*' ELSE '' END,
        ', ' ORDER BY p.granted DESC, p.privilege_type, p.is_grantable
    ) AS definition
FROM (
    SELECT 'schema' AS object, nspowner AS owner, nspacl AS granted,
        acldefault('n', nspowner) AS initial
    FROM schema
    UNION ALL
    SELECT
        CASE r.relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END || quote_ident(r.relname),
        r.relowner,
        r.relacl,
        acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner)
    FROM relation r
    UNION ALL
    SELECT format('column %I.%I', r.relname, a.attname), r.relowner, a.attacl,
        acldefault('c', r.relowner)
    FROM relation r
    JOIN pg_attribute a ON a.attrelid = r.oid AND NOT a.attisdropped
    UNION ALL
    SELECT 'function ' || r.signature, r.proowner, r.proacl, acldefault('f', r.proowner)
    FROM routine r
    UNION ALL
    SELECT 'type ' || t.name, t.typowner, t.typacl, acldefault('T', t.typowner)
    FROM type t
) AS acl
CROSS JOIN LATERAL (
    (
        SELECT grantee, privilege_type, is_grantable, true AS granted
        FROM aclexplode(acl.granted)
        EXCEPT
        SELECT grantee, privilege_type, is_grantable, true
        FROM aclexplode(acl.initial)
    )
    UNION ALL
    (
        SELECT grantee, privilege_type, is_grantable, false
        FROM aclexplode(acl.initial)
        EXCEPT
        SELECT grantee, privilege_type, is_grantable, false
        FROM aclexplode(acl.granted)
    )
) AS p
WHERE acl.granted IS NOT NULL
GROUP BY acl.object, acl.owner, p.grantee
UNION ALL
SELECT
    'default privilege',
    concat_ws(
        ' ',
        CASE d.defaclobjtype
            WHEN 'r' THEN 'tables'
            WHEN 'S' THEN 'sequences'
            WHEN 'f' THEN 'functions'
            WHEN 'T' THEN 'types'
            ELSE 'schemas'
        END,
        CASE WHEN d.defaclnamespace = 0 THEN 'of the whole database' END,
        'made by ' || d.defaclrole::regrole,
        'for ' || CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE p.grantee::regrole::text END
    ),
    string_agg(
        p.privilege_type || CASE WHEN p.is_grantable THEN '*' ELSE '' END,
        ', ' ORDER BY p.privilege_type
    )
FROM schema s
JOIN pg_default_acl d ON d.defaclnamespace IN (0, s.oid)
CROSS JOIN aclexplode(d.defaclacl) AS p
GROUP BY d.defaclobjtype, d.defaclnamespace, d.defaclrole, p.grantee
