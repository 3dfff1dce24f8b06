-- Functions and procedures as the server would write them, and aggregates part by part.
SELECT
    CASE r.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind,
    r.signature AS object,
    replace(
        pg_get_functiondef(r.oid),
        ' ' || s.prefix || quote_ident(r.proname) || '(',
        ' ' || quote_ident(r.proname) || '('
    ) AS definition
FROM routine r
CROSS JOIN schema s
WHERE r.prokind <> 'a'
UNION ALL
SELECT
    'aggregate',
    r.signature,
    concat_ws(
        ' ',
        CASE a.aggkind WHEN 'o' THEN 'ORDERED SET' WHEN 'h' THEN 'HYPOTHETICAL SET' END,
        pg_get_function_arguments(r.oid),
        'RETURNS ' || pg_get_function_result(r.oid),
        'SFUNC ' || a.aggtransfn,
        'STYPE ' || format_type(a.aggtranstype, NULL),
        'SSPACE ' || nullif(a.aggtransspace, 0),
        'INITCOND ' || quote_literal(a.agginitval),
        'FINALFUNC ' || nullif(a.aggfinalfn, 0)::regproc,
        'FINALFUNC_MODIFY ' || a.aggfinalmodify::text,
        CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
        'COMBINEFUNC ' || nullif(a.aggcombinefn, 0)::regproc,
        'SERIALFUNC ' || nullif(a.aggserialfn, 0)::regproc,
        'DESERIALFUNC ' || nullif(a.aggdeserialfn, 0)::regproc,
        'MSFUNC ' || nullif(a.aggmtransfn, 0)::regproc,
        'MINVFUNC ' || nullif(a.aggminvtransfn, 0)::regproc,
        'MFINALFUNC ' || nullif(a.aggmfinalfn, 0)::regproc,
        'MSTYPE ' || format_type(nullif(a.aggmtranstype, 0), NULL),
        'MINITCOND ' || quote_literal(a.aggminitval),
        'SORTOP ' || nullif(a.aggsortop, 0)::regoperator,
        'PARALLEL ' || r.proparallel::text
    )
FROM routine r
JOIN pg_aggregate a ON a.aggfnoid = r.oid
