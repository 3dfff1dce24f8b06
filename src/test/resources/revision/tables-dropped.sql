=== V001__before.sql
CREATE TABLE parents (
    id bigint NOT NULL,
    CONSTRAINT parents_pkey PRIMARY KEY (id)
);
CREATE TABLE items (
    id bigint NOT NULL,
    parent_id bigint REFERENCES parents (id),
    status varchar(50) NOT NULL DEFAULT 'new',
    CONSTRAINT items_pkey PRIMARY KEY (id)
);
-- serves items.listItemsByStatus
CREATE INDEX ix_items_status ON items (status);
COMMENT ON TABLE items IS 'Things to do.';
ALTER TABLE items ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
CREATE TABLE notes (id bigint NOT NULL, item_id bigint REFERENCES items (id));
COMMENT ON TABLE notes IS 'Notes.';
=== schema.sql
CREATE TABLE parents (
    id bigint NOT NULL,
    CONSTRAINT parents_pkey PRIMARY KEY (id)
);
=== dangers
DROP TABLE notes: all rows of notes are lost
DROP TABLE items: all rows of items are lost
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on items, notes and parents, for a moment.
-- Undo: U002__change_it.sql

-- DANGER: all rows of notes are lost
DROP TABLE notes;

-- DANGER: all rows of items are lost
DROP TABLE items;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: SHARE ROW EXCLUSIVE on parents, for a moment; writers wait.

CREATE TABLE items (
    id bigint NOT NULL,
    parent_id bigint,
    status varchar(50) NOT NULL DEFAULT 'new',
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE items IS 'Things to do.';

CREATE TABLE notes (
    id bigint NOT NULL,
    item_id bigint
);

COMMENT ON TABLE notes IS 'Notes.';

CREATE INDEX ix_items_status ON items (status);

ALTER TABLE items ADD CONSTRAINT items_pkey PRIMARY KEY (id);

ALTER TABLE items
    ADD CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES parents (id);

ALTER TABLE notes ADD CONSTRAINT notes_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id);
