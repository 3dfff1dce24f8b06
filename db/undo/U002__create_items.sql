-- Undoes V002__create_items.sql. All rows of items are lost; parents stay.
-- Locks: ACCESS EXCLUSIVE on items and parents, for a moment.

DROP TABLE items;
