CREATE TABLE parents (
    code  char(4) PRIMARY KEY,
    title text    NOT NULL
);

CREATE TABLE items (
    ean    bigint  PRIMARY KEY,
    parent char(4) REFERENCES parents,
    cents  integer NOT NULL CHECK (cents >= 0)
);

INSERT INTO parents VALUES ('LAMP', 'Lamps and lights');
INSERT INTO items VALUES (4006381333931, 'LAMP', 990), (4006381333948, NULL, 1250);
