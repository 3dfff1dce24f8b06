-- How texts are sorted, converted and searched: collations, conversions, text search.
SELECT
    'collation' AS kind,
    quote_ident(c.collname) AS object,
    concat_ws(
        ' ',
        'PROVIDER ' || c.collprovider::text,
        'LC_COLLATE ' || c.collcollate,
        'LC_CTYPE ' || c.collctype,
        'LOCALE ' || coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'),
        'RULES ' || (to_jsonb(c) ->> 'collicurules'),
        CASE WHEN NOT c.collisdeterministic THEN 'NOT DETERMINISTIC' END
    ) AS definition
FROM object n
JOIN pg_collation c ON n.classid = 'pg_collation'::regclass AND c.oid = n.objid
UNION ALL
SELECT
    'conversion',
    quote_ident(c.conname),
    format(
        '%sFOR %s TO %s FROM %s',
        CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
        pg_encoding_to_char(c.conforencoding),
        pg_encoding_to_char(c.contoencoding),
        c.conproc
    )
FROM object n
JOIN pg_conversion c ON n.classid = 'pg_conversion'::regclass AND c.oid = n.objid
UNION ALL
SELECT
    'text search configuration',
    quote_ident(c.cfgname),
    concat_ws(
        ' ',
        'PARSER ' || (SELECT prsname FROM pg_ts_parser WHERE oid = c.cfgparser),
        (
            SELECT string_agg(
                format('%s %s', m.maptokentype, m.mapdict::regdictionary),
                ', ' ORDER BY m.maptokentype, m.mapseqno
            )
            FROM pg_ts_config_map m
            WHERE m.mapcfg = c.oid
        )
    )
FROM object n
JOIN pg_ts_config c ON n.classid = 'pg_ts_config'::regclass AND c.oid = n.objid
UNION ALL
SELECT
    'text search dictionary',
    quote_ident(d.dictname),
    concat_ws(
        ' ',
        'TEMPLATE ' || (SELECT tmplname FROM pg_ts_template WHERE oid = d.dicttemplate),
        d.dictinitoption
    )
FROM object n
JOIN pg_ts_dict d ON n.classid = 'pg_ts_dict'::regclass AND d.oid = n.objid
UNION ALL
SELECT
    'text search parser',
    quote_ident(p.prsname),
    format('%s %s %s %s %s', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype)
FROM object n
JOIN pg_ts_parser p ON n.classid = 'pg_ts_parser'::regclass AND p.oid = n.objid
UNION ALL
SELECT
    'text search template',
    quote_ident(t.tmplname),
    format('%s %s', t.tmplinit, t.tmpllexize)
FROM object n
JOIN pg_ts_template t ON n.classid = 'pg_ts_template'::regclass AND t.oid = n.objid
