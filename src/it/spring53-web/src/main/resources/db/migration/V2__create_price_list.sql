-- Tables of the shop's own: of Lintel's they have nothing but the names.
CREATE TABLE parents (
    email varchar(100) PRIMARY KEY,
    children integer NOT NULL
);

INSERT INTO parents (email, children) VALUES ('mary@example.org', 2);

CREATE TABLE items (
    sku char(8) PRIMARY KEY,
    price numeric(10, 2) NOT NULL
);

INSERT INTO items (sku, price) VALUES ('LAMP-001', 19.90), ('DESK-001', 149.00);
