-- the shop had tables of these names long before Lintel
CREATE TABLE parents (
    parent_no integer PRIMARY KEY,
    phone     text
);

CREATE TABLE items (
    item_no   integer       PRIMARY KEY,
    price     numeric(10,2) NOT NULL,
    parent_no integer       REFERENCES parents
);

INSERT INTO parents VALUES (1, '555-0100');
INSERT INTO items VALUES (1, 9.90, 1), (2, 12.50, NULL);
