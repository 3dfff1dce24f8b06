=== V001__before.sql
CREATE TABLE items (id bigint NOT NULL, n int, m int, body text);
GRANT SELECT ON items TO PUBLIC;
=== schema.sql
CREATE TABLE items (id bigint NOT NULL, n int, m int, body text) WITH (fillfactor = 80);

GRANT SELECT, INSERT ON items TO PUBLIC;
GRANT UPDATE (n) ON items TO PUBLIC;

ALTER TABLE items ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_items ON items FOR SELECT USING (n = 1);

CREATE STATISTICS st_items_n_m (dependencies, ndistinct) ON n, m FROM items;

ALTER TABLE items ALTER COLUMN n SET STATISTICS 500;

ALTER TABLE items ALTER COLUMN body SET STORAGE EXTERNAL;
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.
-- Undo: U002__change_it.sql

ALTER TABLE items SET (fillfactor = 80);
ALTER TABLE items ENABLE ROW LEVEL SECURITY;

GRANT INSERT ON items TO PUBLIC;
GRANT UPDATE (n) ON items TO PUBLIC;

ALTER TABLE items ALTER COLUMN n SET STATISTICS 500;
ALTER TABLE items ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE STATISTICS st_items_n_m (dependencies, ndistinct) ON n, m FROM items;

CREATE POLICY own_items ON items FOR SELECT USING (n = 1);
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on items, for a moment.

DROP POLICY own_items ON items;

DROP STATISTICS st_items_n_m;

ALTER TABLE items RESET (fillfactor);
ALTER TABLE items DISABLE ROW LEVEL SECURITY;

REVOKE INSERT ON items FROM PUBLIC;
REVOKE UPDATE (n) ON items FROM PUBLIC;

ALTER TABLE items ALTER COLUMN n SET STATISTICS -1;
ALTER TABLE items ALTER COLUMN body SET STORAGE EXTENDED;
