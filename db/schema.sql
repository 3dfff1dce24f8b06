-- The schema at head, on one page: what the migrations add up to, held by a test.
-- Unqualified: it stands in whichever schema comes first in the search_path (lintel, usually).

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

CREATE TABLE conversations (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    messages jsonb NOT NULL DEFAULT '[]',
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- serves conversations.findConversationById and every statement on one conversation
    CONSTRAINT conversations_pkey PRIMARY KEY (id),
    CONSTRAINT ck_conversations_messages CHECK (jsonb_typeof(messages) = 'array'),
    CONSTRAINT ck_conversations_metadata CHECK (jsonb_typeof(metadata) = 'object')
);

-- serves conversations.pageConversations and conversations.pageConversationsAfter, read backwards
CREATE INDEX ix_conversations_created_at ON conversations (created_at, id);

COMMENT ON TABLE conversations IS 'Conversations, each with all its messages.';
COMMENT ON COLUMN conversations.id IS 'Made by the application, or by the server for rows it inserts itself.';
COMMENT ON COLUMN conversations.messages IS 'A JSON array of objects with role and content, oldest first.';
COMMENT ON COLUMN conversations.metadata IS 'A JSON object; {} if there is nothing to say.';
COMMENT ON COLUMN conversations.created_at IS 'Start of the transaction that inserted the row.';
COMMENT ON COLUMN conversations.updated_at IS 'Start of the transaction that last changed the row.';
