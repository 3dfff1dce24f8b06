CREATE TABLE parents (
    code integer PRIMARY KEY,
    label varchar(40) NOT NULL
);

CREATE TABLE items (
    sku varchar(20) PRIMARY KEY,
    in_stock integer NOT NULL,
    parent integer REFERENCES parents (code)
);

INSERT INTO parents VALUES (1, 'Lighting');
INSERT INTO items VALUES ('LAMP-1', 12, 1), ('LAMP-2', 0, 1);
