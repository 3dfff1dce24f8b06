-- Owners other than the schema's.
SELECT
    'owner' AS kind,
    i.type || ' ' || replace(i.identity, s.prefix, '') AS object,
    pg_get_userbyid(owned.owner) AS definition
FROM schema s
CROSS JOIN (
    SELECT 'pg_class'::regclass::oid AS classid, oid, relowner AS owner FROM relation
    WHERE relkind NOT IN ('i', 'I', 'c')
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, proowner FROM routine
    UNION ALL
    SELECT 'pg_type'::regclass, oid, typowner FROM type
    UNION ALL
    SELECT 'pg_statistic_ext'::regclass, oid, stxowner FROM pg_statistic_ext
    WHERE stxrelid IN (SELECT oid FROM relation)
    UNION ALL
    SELECT 'pg_operator'::regclass, oid, oprowner FROM pg_operator
    WHERE oprnamespace = (SELECT oid FROM schema)
    UNION ALL
    SELECT 'pg_opclass'::regclass, oid, opcowner FROM pg_opclass
    WHERE opcnamespace = (SELECT oid FROM schema)
    UNION ALL
    SELECT 'pg_opfamily'::regclass, oid, opfowner FROM pg_opfamily
    WHERE opfnamespace = (SELECT oid FROM schema)
    UNION ALL
    SELECT 'pg_collation'::regclass, oid, collowner FROM pg_collation
    WHERE collnamespace = (SELECT oid FROM schema)
    UNION ALL
    SELECT 'pg_event_trigger'::regclass, oid, evtowner FROM pg_event_trigger
    WHERE evtfoid IN (SELECT oid FROM routine)
) AS owned
CROSS JOIN pg_identify_object(owned.classid, owned.oid, 0) AS i
WHERE owned.owner <> s.nspowner
    AND NOT EXISTS (
        SELECT FROM extension_member m WHERE m.classid = owned.classid AND m.objid = owned.oid
    )
