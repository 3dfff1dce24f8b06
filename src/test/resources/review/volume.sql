-- 20,000 customers, 500 products, 60,000 orders (nine of ten done, 30 failed), 120,000 lines
INSERT INTO customers (id, email, name, nick, country, joined_at)
SELECT
    n,
    'c' || n || '@example.org',
    'Customer ' || n,
    CASE WHEN n % 3 = 0 THEN 'nick ' || n END,
    CASE WHEN n % 50 = 0 THEN 'IS' WHEN n % 3 = 0 THEN 'FR' ELSE 'DE' END,
    TIMESTAMPTZ '2020-01-01 00:00:00Z' + n * INTERVAL '1 hour'
FROM generate_series(1, 20000) AS n;

INSERT INTO products (id, sku, title, price)
SELECT n, 'SKU-' || n, 'Product ' || n, n % 90 + 0.99
FROM generate_series(1, 500) AS n;

INSERT INTO orders (
    id, customer_id, status, note, total, details, placed_at, shipped_at, parent_id
)
SELECT
    md5('order ' || n)::uuid,
    (n * 7919) % 20000 + 1,
    CASE
        WHEN n % 2000 = 3 THEN 'failed'
        WHEN n % 10 = 1 THEN 'open'
        ELSE 'done'
    END,
    CASE WHEN n % 4 = 0 THEN 'Note ' || n END,
    n % 1000 + 0.5,
    jsonb_build_object('channel', 'web', 'code', n % 5000),
    TIMESTAMPTZ '2022-01-01 00:00:00Z' + n * INTERVAL '10 minutes',
    CASE WHEN n % 10 <> 1 THEN TIMESTAMPTZ '2022-01-02 00:00:00Z' + n * INTERVAL '10 minutes' END,
    CASE WHEN n > 1000 AND n % 20 = 0 THEN md5('order ' || n - 1000)::uuid END
FROM generate_series(1, 60000) AS n;

INSERT INTO order_lines (order_id, line, product_id, quantity)
SELECT md5('order ' || n)::uuid, line, (n * 31 + line * 17) % 500 + 1, line
FROM generate_series(1, 60000) AS n
CROSS JOIN generate_series(1, 2) AS line;

INSERT INTO "Quoted Names" ("Id", "Select") SELECT n, 'x' FROM generate_series(1, 100) AS n;

INSERT INTO notices (id, kind, payload, happened_at)
SELECT
    n,
    CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END,
    'payload',
    TIMESTAMPTZ '2023-01-01 00:00:00Z' + n * INTERVAL '1 minute'
FROM generate_series(1, 2000) AS n;

INSERT INTO departments (id, name) SELECT n, 'Department ' || n FROM generate_series(1, 500) AS n;

INSERT INTO folders (id, department_id, title)
SELECT n, n % 500 + 1, 'Folder ' || n FROM generate_series(1, 12000) AS n;

INSERT INTO files (id, folder_id, size)
SELECT n, n % 12000 + 1, n FROM generate_series(1, 15000) AS n;

INSERT INTO tickets (id, state, priority)
SELECT n, CASE WHEN n % 2 = 0 THEN 'open' ELSE 'shut' END, n % 5 + 1
FROM generate_series(1, 1000) AS n;

-- 30,000 events in three years, 40,000 deliveries (400 waiting), and two small tables
INSERT INTO events (id, happened_at, kind, customer_id)
SELECT
    n,
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '50 minutes',
    'kind ' || n % 3000,
    n % 20000 + 1
FROM generate_series(1, 30000) AS n;

INSERT INTO deliveries (id, state, carrier, code, weight, sent_at)
SELECT
    n,
    CASE WHEN n % 100 = 0 THEN 'waiting' ELSE 'sent' END,
    'carrier ' || n % 5,
    'code ' || n,
    n % 977,
    TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '7 minutes'
FROM generate_series(1, 40000) AS n;

INSERT INTO "Odd Names" ("order", "größe") SELECT n, 'odd ' || n FROM generate_series(1, 50) AS n;

INSERT INTO warehouses (id, name) SELECT n, 'Warehouse ' || n FROM generate_series(1, 5) AS n;

-- 20,000 documents of 300 bytes
INSERT INTO documents (id, owner, kind, body)
SELECT n, n % 5000, n % 1999, repeat('text ', 60) FROM generate_series(1, 20000) AS n;

INSERT INTO archives (warehouse_id, id, owner, body)
SELECT 1, n, CASE WHEN n % 2 = 0 THEN 1 ELSE n END, 'body ' || n
FROM generate_series(1, 20000) AS n;

INSERT INTO labels (delivery_id, kind) SELECT n, n % 30 FROM generate_series(1, 300) AS n;
