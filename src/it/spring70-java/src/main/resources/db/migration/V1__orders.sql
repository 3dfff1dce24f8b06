CREATE TABLE orders (
    id       bigserial    PRIMARY KEY,
    customer varchar(100) NOT NULL
);
