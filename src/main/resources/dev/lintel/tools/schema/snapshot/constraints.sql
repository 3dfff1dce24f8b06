-- Constraints of tables, with their state: the server's text says NOT VALID, DEFERRABLE and so on.
-- NOT NULL (a constraint from 18 on) is told at the column. What a partition has from its table is
-- named by the server, by number: told without that name.
SELECT
    'constraint' AS kind,
    CASE
        WHEN c.conparentid = 0 THEN format('%I.%I', r.relname, c.conname)
        ELSE format(
            '%I, from %s',
            r.relname,
            (SELECT parent.conname FROM pg_constraint parent WHERE parent.oid = c.conparentid)
        )
    END AS object,
    pg_get_constraintdef(c.oid) AS definition
FROM relation r
JOIN pg_constraint c ON c.conrelid = r.oid
WHERE c.contype IN ('c', 'f', 'p', 'u', 'x')
