-- Rows and skew: what migrations are proven on and plans are reviewed on. For an empty schema at
-- head, unqualified like schema.sql. The same rows every time, on every server: no random(), but
-- digits of md5 wherever a spread is wanted.
--
--   parents         10,000   one with 10,000 items, 4,997 with 1 to 5,058, 5,002 with none
--   items          300,000   one a minute from 2024-01-01 on
--     new           10,000   all of them older than any other row: a walk by created_at to the
--                            newest of a status must not be what finds them
--     open        about 5 %
--     failed           290   rare enough that only an index finds them well
--     review            29
--     legal_hold         2
--     done     all the rest  nine of ten rows: a count of them reads much whatever index there is
--   conversations    2,000   2 to 40 messages, twenty of 400, one of 5,000
--
-- Of the items 40 % have no description, 60 % no parent; the metadata are {} (30 %), a few keys
-- (60 %), half a kilobyte (9 %) or four, stored out of line (1 %).

INSERT INTO parents (id, name, created_at, updated_at)
SELECT
    md5('parent ' || n)::uuid,
    'Parent ' || n,
    TIMESTAMPTZ '2023-12-01 00:00:00Z' + n * INTERVAL '1 minute',
    TIMESTAMPTZ '2023-12-01 00:00:00Z' + n * INTERVAL '1 minute'
FROM generate_series(1, 10000) AS n;

-- share: from 0 to 1, evenly spread
INSERT INTO items (
    id, name, description, status, metadata, created_at, updated_at, parent_id
)
SELECT
    md5('item ' || n)::uuid,
    'Item ' || n,
    CASE WHEN n % 5 > 1 THEN repeat('What item ' || n || ' is about. ', 1 + n % 7) END,
    CASE
        WHEN n <= 10000 THEN 'new'
        WHEN n % 100000 = 7 THEN 'legal_hold'
        WHEN n % 10000 = 3 THEN 'review'
        WHEN n % 1000 = 5 THEN 'failed'
        WHEN n % 20 = 1 THEN 'open'
        ELSE 'done'
    END,
    CASE
        WHEN n % 100 = 99 THEN jsonb_build_object(
            'source', 'import', 'batch', n / 1000,
            'document', (
                SELECT string_agg(md5(n || ' ' || part), '') FROM generate_series(1, 120) AS part
            )
        )
        WHEN n % 10 = 9 THEN jsonb_build_object(
            'source', 'form', 'customer', n % 5000, 'note', repeat(md5(n::text), 15)
        )
        WHEN n % 10 > 2 THEN jsonb_build_object(
            'source', 'api', 'customer', n % 5000, 'priority', n % 4
        )
        ELSE '{}'
    END,
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '1 minute',
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '1 minute'
        + (share * share * 10000)::int * INTERVAL '1 minute',
    CASE
        WHEN n % 30 = 0 THEN md5('parent 1')::uuid
        -- the third power crowds them on the first parents; those above 5,000 have none
        WHEN n % 30 < 12 THEN md5('parent ' || 2 + (share ^ 3 * 4999)::int % 4999)::uuid
    END
FROM generate_series(1, 300000) AS n
CROSS JOIN LATERAL (
    SELECT ('x' || left(md5('share ' || n), 7))::bit(28)::int / 268435456.0::float8 AS share
) AS spread;

INSERT INTO conversations (id, messages, metadata, created_at, updated_at)
SELECT
    md5('conversation ' || n)::uuid,
    (
        SELECT jsonb_agg(
            jsonb_build_object(
                'role', CASE WHEN message % 2 = 1 THEN 'user' ELSE 'assistant' END,
                'content', repeat('Message ' || message || ' of ' || n || '. ', 1 + message % 9)
            )
            ORDER BY message
        )
        FROM generate_series(
            1,
            CASE WHEN n = 1000 THEN 5000 WHEN n % 100 = 50 THEN 400 ELSE 2 + n * 7 % 39 END
        ) AS message
    ),
    CASE WHEN n % 3 = 0 THEN '{}' ELSE jsonb_build_object('channel', 'web', 'user', n % 300) END,
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '2 hours',
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '2 hours' + n % 90 * INTERVAL '1 minute'
FROM generate_series(1, 2000) AS n;

ANALYZE parents, items, conversations;
