-- What: the table conversations and its index.
-- Locks: none that anybody else can wait for; the table is new.
-- Undo: U003__create_conversations.sql

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
