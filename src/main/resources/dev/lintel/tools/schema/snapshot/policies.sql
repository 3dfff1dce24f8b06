-- Row level security: who may see and write which rows.
SELECT
    'policy' AS kind,
    format('%I.%I', r.relname, p.polname) AS object,
    concat_ws(
        ' ',
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        'FOR ' || CASE p.polcmd
            WHEN 'r' THEN 'SELECT'
            WHEN 'a' THEN 'INSERT'
            WHEN 'w' THEN 'UPDATE'
            WHEN 'd' THEN 'DELETE'
            ELSE 'ALL'
        END,
        'TO ' || (
            SELECT string_agg(
                CASE WHEN role = 0 THEN 'PUBLIC' ELSE role::regrole::text END,
                ', ' ORDER BY role::regrole::text
            )
            FROM unnest(p.polroles) AS role
        ),
        'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'
    ) AS definition
FROM relation r
JOIN pg_policy p ON p.polrelid = r.oid
