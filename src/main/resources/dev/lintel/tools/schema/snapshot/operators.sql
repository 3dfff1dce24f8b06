-- Operators, operator classes and families, and casts.
SELECT
    'operator' AS kind,
    o.oid::regoperator::text AS object,
    concat_ws(
        ' ',
        'RESULT ' || format_type(o.oprresult, NULL),
        'FUNCTION ' || o.oprcode,
        'COMMUTATOR ' || nullif(o.oprcom, 0)::regoperator,
        'NEGATOR ' || nullif(o.oprnegate, 0)::regoperator,
        'RESTRICT ' || nullif(o.oprrest, 0)::regproc,
        'JOIN ' || nullif(o.oprjoin, 0)::regproc,
        CASE WHEN o.oprcanhash THEN 'HASHES' END,
        CASE WHEN o.oprcanmerge THEN 'MERGES' END
    ) AS definition
FROM object n
JOIN pg_operator o ON n.classid = 'pg_operator'::regclass AND o.oid = n.objid
UNION ALL
SELECT
    'operator class',
    format('%I USING %I', o.opcname, m.amname),
    concat_ws(
        ' ',
        CASE WHEN o.opcdefault THEN 'DEFAULT' END,
        'FOR TYPE ' || format_type(o.opcintype, NULL),
        'FAMILY ' || f.opfname,
        'STORAGE ' || format_type(nullif(o.opckeytype, 0), NULL)
    )
FROM object n
JOIN pg_opclass o ON n.classid = 'pg_opclass'::regclass AND o.oid = n.objid
JOIN pg_am m ON m.oid = o.opcmethod
JOIN pg_opfamily f ON f.oid = o.opcfamily
UNION ALL
SELECT
    'operator family',
    format('%I USING %I', f.opfname, m.amname),
    concat_ws(
        ' ',
        (
            SELECT string_agg(
                format('OPERATOR %s %s', a.amopstrategy, a.amopopr::regoperator),
                ' ' ORDER BY a.amopstrategy, a.amopopr::regoperator::text
            )
            FROM pg_amop a
            WHERE a.amopfamily = f.oid
        ),
        (
            SELECT string_agg(
                format('FUNCTION %s %s', a.amprocnum, a.amproc),
                ' ' ORDER BY a.amprocnum, a.amproc::text
            )
            FROM pg_amproc a
            WHERE a.amprocfamily = f.oid
        )
    )
FROM object n
JOIN pg_opfamily f ON n.classid = 'pg_opfamily'::regclass AND f.oid = n.objid
JOIN pg_am m ON m.oid = f.opfmethod
UNION ALL
SELECT
    'cast',
    format('%s AS %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
    concat_ws(
        ' ',
        CASE c.castmethod
            WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
            WHEN 'i' THEN 'WITH INOUT'
            ELSE 'WITHOUT FUNCTION'
        END,
        CASE c.castcontext WHEN 'a' THEN 'AS ASSIGNMENT' WHEN 'i' THEN 'AS IMPLICIT' END
    )
FROM pg_cast c
WHERE (
        c.castsource IN (SELECT oid FROM type)
        OR c.casttarget IN (SELECT oid FROM type)
        OR c.castfunc IN (SELECT oid FROM routine)
    )
    AND c.oid NOT IN (
        SELECT objid
        FROM pg_depend
        WHERE classid = 'pg_cast'::regclass AND deptype IN ('e', 'i')
    )
