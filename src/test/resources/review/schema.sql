-- A shop with faults: what the seeded cases are planned on.
CREATE TABLE customers (
    id bigint PRIMARY KEY,
    email varchar(200) NOT NULL,
    name text NOT NULL,
    nick text,
    country char(2) NOT NULL,
    joined_at timestamptz NOT NULL,
    CONSTRAINT uq_customers_email UNIQUE (email)
);
CREATE INDEX ix_customers_country ON customers (country);
CREATE INDEX ix_customers_joined_at ON customers (joined_at, id);

CREATE TABLE products (
    id int PRIMARY KEY,
    sku varchar(40) NOT NULL,
    title text NOT NULL,
    price numeric(10, 2) NOT NULL
);

CREATE TABLE orders (
    id uuid PRIMARY KEY,
    customer_id bigint NOT NULL,
    status varchar(20) NOT NULL,
    note text,
    total numeric(12, 2) NOT NULL,
    details jsonb NOT NULL,
    placed_at timestamptz NOT NULL,
    shipped_at timestamptz,
    parent_id uuid,
    CONSTRAINT fk_orders_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id),
    CONSTRAINT fk_orders_parent_id FOREIGN KEY (parent_id) REFERENCES orders (id)
);
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_orders_status_placed_at ON orders (status, placed_at, id);
CREATE INDEX ix_orders_placed_at ON orders (placed_at);
CREATE INDEX ix_orders_details ON orders USING gin (details jsonb_path_ops);
CREATE INDEX ix_orders_lower_note ON orders (lower(note));

-- its foreign key to orders has no index; that to products has
CREATE TABLE order_lines (
    order_id uuid NOT NULL,
    line int NOT NULL,
    product_id int NOT NULL,
    quantity int NOT NULL,
    PRIMARY KEY (product_id, order_id, line),
    CONSTRAINT fk_order_lines_order_id FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT fk_order_lines_product_id FOREIGN KEY (product_id) REFERENCES products (id)
);

-- everything with a name that needs quotes, a partitioned table, a view, keys that cascade
CREATE TABLE "Quoted Names" (
    "Id" bigint PRIMARY KEY,
    "Select" text
);

CREATE TABLE notices (
    id bigint NOT NULL,
    kind varchar(10) NOT NULL,
    payload text,
    happened_at timestamptz NOT NULL,
    PRIMARY KEY (kind, id)
) PARTITION BY LIST (kind);
CREATE TABLE notices_a PARTITION OF notices FOR VALUES IN ('a');
CREATE TABLE notices_b PARTITION OF notices FOR VALUES IN ('b');

CREATE VIEW pending_orders AS SELECT id, customer_id, placed_at FROM orders WHERE status = 'open';

CREATE TABLE departments (
    id bigint PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE folders (
    id bigint PRIMARY KEY,
    department_id bigint NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
    title text NOT NULL
);
CREATE INDEX ix_folders_department_id ON folders (department_id);

-- its key to folders has no index, and deletes of departments reach it
CREATE TABLE files (
    id bigint PRIMARY KEY,
    folder_id bigint NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
    size bigint NOT NULL
);

CREATE SEQUENCE ticket_numbers;

CREATE TABLE tickets (
    id bigint PRIMARY KEY,
    state varchar(10) NOT NULL CHECK (state IN ('open', 'shut')),
    priority int NOT NULL CHECK (priority BETWEEN 1 AND 5)
);

-- rows in partitions; no index on kind
CREATE TABLE events (
    id bigint NOT NULL,
    happened_at timestamptz NOT NULL,
    kind varchar(20) NOT NULL,
    customer_id bigint NOT NULL,
    PRIMARY KEY (id, happened_at)
) PARTITION BY RANGE (happened_at);
CREATE TABLE events_2024 PARTITION OF events
FOR VALUES FROM ('2024-01-01 00:00:00Z') TO ('2025-01-01 00:00:00Z');
CREATE TABLE events_2025 PARTITION OF events
FOR VALUES FROM ('2025-01-01 00:00:00Z') TO ('2026-01-01 00:00:00Z');
CREATE TABLE events_2026 PARTITION OF events
FOR VALUES FROM ('2026-01-01 00:00:00Z') TO ('2027-01-01 00:00:00Z');
CREATE INDEX ix_events_customer_id ON events (customer_id);

-- a partial, a covering and an expression index
CREATE TABLE deliveries (
    id bigint PRIMARY KEY,
    state varchar(10) NOT NULL,
    carrier varchar(20) NOT NULL,
    code varchar(40) NOT NULL,
    weight int NOT NULL,
    sent_at timestamptz NOT NULL
);
CREATE INDEX ix_deliveries_waiting ON deliveries (id) WHERE state = 'waiting';
CREATE INDEX ix_deliveries_code ON deliveries (code) INCLUDE (weight);
CREATE INDEX ix_deliveries_upper_code ON deliveries (upper(code));

CREATE TABLE "Odd Names" (
    "order" int PRIMARY KEY,
    "größe" text NOT NULL
);

CREATE TABLE warehouses (
    id int PRIMARY KEY,
    name text NOT NULL
);

CREATE VIEW open_orders AS
SELECT id, customer_id, placed_at, total FROM orders WHERE status = 'open';

-- an index much smaller than its table
CREATE TABLE documents (
    id int PRIMARY KEY,
    owner int NOT NULL,
    kind int NOT NULL,
    body text NOT NULL
);
CREATE INDEX ix_documents_owner ON documents (owner, kind);

CREATE VIEW customer_names AS
SELECT id, name FROM customers;

-- all rows are of one warehouse, and half of them of one owner; a few labels of the first deliveries
CREATE TABLE archives (
    warehouse_id int NOT NULL REFERENCES warehouses (id),
    id bigint NOT NULL,
    owner int NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (warehouse_id, id)
);
CREATE INDEX ix_archives_owner ON archives (owner);

CREATE TABLE labels (
    delivery_id bigint PRIMARY KEY,
    kind int NOT NULL
);
