-- What: the table items, its indexes and its foreign key.
-- Locks: SHARE ROW EXCLUSIVE on parents (writers wait) while the foreign key is added, for a
--        moment, since items is new and empty.
-- Undo: U002__create_items.sql

CREATE TABLE items (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name varchar(200) NOT NULL,
    description text,
    status varchar(50) NOT NULL,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    parent_id uuid,
    -- serves items.findItemById and every statement that changes one item
    CONSTRAINT items_pkey PRIMARY KEY (id),
    CONSTRAINT fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE NO ACTION,
    CONSTRAINT ck_items_metadata CHECK (jsonb_typeof(metadata) = 'object')
);

-- serves items.countItemsByStatus: half the size of ix_items_status_created
CREATE INDEX ix_items_status ON items (status);

-- serves items.listItems, and reports by time
CREATE INDEX ix_items_created_at ON items (created_at);

-- serves items.listItemsByStatus, items.pageItemsByStatus, items.forEachItemByStatus and
-- items.claimItems: the rows of one status, oldest first, id last for a total order.
-- NULLS FIRST so that those statements can ask for an order that no other index gives.
CREATE INDEX ix_items_status_created ON items (status NULLS FIRST, created_at, id);

-- serves items.listItemsByParent, items.getParentWithItemsById and the check of
-- fk_items_parent_id when a parent is deleted
CREATE INDEX ix_items_parent_id ON items (parent_id);

-- serves items.listItemsByMetadata (@>)
CREATE INDEX ix_items_metadata ON items USING gin (metadata jsonb_path_ops);

COMMENT ON TABLE items IS 'The work items; each may belong to a parent.';
COMMENT ON COLUMN items.id IS 'Made by the application, or by the server for rows it inserts itself.';
COMMENT ON COLUMN items.name IS 'For people; need not be unique.';
COMMENT ON COLUMN items.description IS 'Free text; NULL if there is none.';
COMMENT ON COLUMN items.status IS 'The state, in the words of the application.';
COMMENT ON COLUMN items.metadata IS 'A JSON object; {} if there is nothing to say.';
COMMENT ON COLUMN items.created_at IS 'Start of the transaction that inserted the row.';
COMMENT ON COLUMN items.updated_at IS 'Start of the transaction that last changed the row.';
COMMENT ON COLUMN items.parent_id IS 'The parent, which cannot be deleted before; NULL if there is none.';
