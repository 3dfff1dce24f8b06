-- 50,000 tasks, due one a minute
INSERT INTO tasks (id, title, details, due_at)
SELECT
    md5('task ' || n)::uuid,
    'Task ' || n,
    jsonb_build_object('hours', n % 8),
    TIMESTAMPTZ '2026-01-01 00:00:00Z' + n * INTERVAL '1 minute'
FROM generate_series(1, 50000) AS n;
