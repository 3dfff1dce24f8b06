-- Enums in the order of their labels, domains and their checks, composite, range and base types.
SELECT
    CASE t.typtype
        WHEN 'e' THEN 'enum'
        WHEN 'd' THEN 'domain'
        WHEN 'r' THEN 'range type'
        ELSE 'type'
    END AS kind,
    t.name AS object,
    CASE t.typtype
        WHEN 'e' THEN (
            SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
            FROM pg_enum e
            WHERE e.enumtypid = t.oid
        )
        WHEN 'd' THEN concat_ws(
            ' ',
            format_type(t.typbasetype, t.typtypmod),
            CASE
                WHEN t.typcollation <> base.typcollation
                THEN 'COLLATE ' || t.typcollation::regcollation
            END,
            CASE WHEN t.typnotnull THEN 'NOT NULL' END,
            'DEFAULT ' || t.typdefault
        )
        WHEN 'r' THEN (
            SELECT concat_ws(
                ' ',
                'SUBTYPE ' || format_type(g.rngsubtype, NULL),
                'COLLATION ' || nullif(g.rngcollation, 0)::regcollation,
                'OPCLASS ' || (SELECT opcname FROM pg_opclass WHERE oid = g.rngsubopc),
                'CANONICAL ' || nullif(g.rngcanonical, 0)::regproc,
                'DIFF ' || nullif(g.rngsubdiff, 0)::regproc,
                'MULTIRANGE ' || format_type((to_jsonb(g) ->> 'rngmultitypid')::oid, NULL)
            )
            FROM pg_range g
            WHERE g.rngtypid = t.oid
        )
        WHEN 'c' THEN (
            SELECT string_agg(
                concat_ws(
                    ' ',
                    quote_ident(a.attname),
                    format_type(a.atttypid, a.atttypmod),
                    CASE
                        WHEN a.attcollation <> at.typcollation
                        THEN 'COLLATE ' || a.attcollation::regcollation
                    END
                ),
                ', ' ORDER BY a.attnum
            )
            FROM pg_attribute a
            JOIN pg_type at ON at.oid = a.atttypid
            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
        )
        ELSE concat_ws(
            ' ',
            'INPUT ' || t.typinput,
            'OUTPUT ' || t.typoutput,
            'RECEIVE ' || t.typreceive,
            'SEND ' || t.typsend,
            'TYPMOD_IN ' || t.typmodin,
            'LENGTH ' || t.typlen,
            'ALIGNMENT ' || t.typalign::text,
            'STORAGE ' || t.typstorage::text,
            'CATEGORY ' || t.typcategory::text,
            'DEFAULT ' || t.typdefault,
            CASE WHEN NOT t.typisdefined THEN 'SHELL' END
        )
    END AS definition
FROM type t
LEFT JOIN pg_type base ON base.oid = t.typbasetype
UNION ALL
SELECT
    'domain constraint',
    t.name || '.' || quote_ident(c.conname),
    pg_get_constraintdef(c.oid)
FROM type t
JOIN pg_constraint c ON c.contypid = t.oid
WHERE c.contype = 'c'
