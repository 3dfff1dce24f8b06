=== V001__before.sql
CREATE TABLE parents (
    id bigint NOT NULL,
    CONSTRAINT parents_pkey PRIMARY KEY (id)
);
=== schema.sql
CREATE TABLE parents (
    id bigint NOT NULL,
    CONSTRAINT parents_pkey PRIMARY KEY (id)
);

CREATE TABLE items (
    id bigint NOT NULL,
    parent_id bigint,
    note text NOT NULL DEFAULT 'DROP TABLE items; -- lintel.items "x" $$ /*',
    -- serves items.findItemById
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE NO ACTION,
    CONSTRAINT ck_items_note CHECK (note <> ';')
);

-- serves items.listItemsByParent
CREATE INDEX ix_items_parent_id ON items (parent_id);

COMMENT ON TABLE items IS 'Things; to do.';
COMMENT ON COLUMN items.note IS 'It''s a note.';

CREATE TABLE areas (
    id bigserial,
    item_id bigint NOT NULL,
    CONSTRAINT areas_pkey PRIMARY KEY (id),
    CONSTRAINT fk_areas_item_id FOREIGN KEY (item_id) REFERENCES items (id)
);

COMMENT ON TABLE areas IS 'Areas.';
=== V002__change_it.sql
-- What: Change it.
-- Locks: SHARE ROW EXCLUSIVE on parents, for a moment; writers wait.
-- Undo: U002__change_it.sql

CREATE TABLE items (
    id bigint NOT NULL,
    parent_id bigint,
    note text NOT NULL DEFAULT 'DROP TABLE items; -- lintel.items "x" $$ /*',
    -- serves items.findItemById
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE NO ACTION,
    CONSTRAINT ck_items_note CHECK (note <> ';')
);

-- serves items.listItemsByParent
CREATE INDEX ix_items_parent_id ON items (parent_id);

COMMENT ON TABLE items IS 'Things; to do.';
COMMENT ON COLUMN items.note IS 'It''s a note.';

CREATE TABLE areas (
    id bigserial,
    item_id bigint NOT NULL,
    CONSTRAINT areas_pkey PRIMARY KEY (id),
    CONSTRAINT fk_areas_item_id FOREIGN KEY (item_id) REFERENCES items (id)
);

COMMENT ON TABLE areas IS 'Areas.';
=== U002__change_it.sql
-- Undoes V002__change_it.sql. All rows of areas are lost. All rows of items are lost.
-- Locks: ACCESS EXCLUSIVE on areas, items and parents, for a moment.

-- DANGER: all rows of areas are lost
DROP TABLE areas;

-- DANGER: all rows of items are lost
DROP TABLE items;
