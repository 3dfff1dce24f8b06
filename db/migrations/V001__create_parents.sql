-- What: the table parents.
-- Locks: none that anybody else can wait for; the table is new.
-- Undo: U001__create_parents.sql

CREATE TABLE parents (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name varchar(200) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- serves parents.findParentById, items.getItemWithParentById, items.getParentWithItemsById
    CONSTRAINT parents_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE parents IS 'What items may belong to.';
COMMENT ON COLUMN parents.id IS 'Made by the application, or by the server for rows it inserts itself.';
COMMENT ON COLUMN parents.name IS 'For people; need not be unique.';
COMMENT ON COLUMN parents.created_at IS 'Start of the transaction that inserted the row.';
COMMENT ON COLUMN parents.updated_at IS 'Start of the transaction that last changed the row.';
