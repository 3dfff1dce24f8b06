-- Upgrade of schema lintel, from base:
--     V001__create_parents.sql
--     V002__create_items.sql
--     V003__create_conversations.sql
-- Made by Lintel, to be run by hand as the role that owns the schema:
--     psql "$DATABASE_URL" -f this-file.sql
-- It stops at the first error. What has a COMMIT above that stays, and is in the history.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\encoding UTF8

DO $lintel$
BEGIN
    IF NOT pg_try_advisory_lock(hashtextextended('lintel migrations of lintel.lintel_schema_history', 0)) THEN
        RAISE EXCEPTION 'another upgrade or downgrade of this schema is running';
    END IF;
    IF to_regclass('"lintel"."lintel_schema_history"') IS NOT NULL THEN
        RAISE EXCEPTION 'made for another state of the history (at base): make the script anew';
    END IF;
    -- each script begins with these again, whatever one before it has set
    PERFORM set_config('lintel.role', current_setting('role'), false);
    PERFORM set_config('lintel.search_path', current_setting('search_path'), false);
END
$lintel$;

BEGIN;
CREATE SCHEMA "lintel";
CREATE TABLE "lintel"."lintel_schema_history" (
    installed_rank int NOT NULL,
    version varchar(50),
    description varchar(200) NOT NULL,
    type varchar(20) NOT NULL,
    script varchar(1000) NOT NULL,
    checksum int,
    installed_by varchar(100) NOT NULL,
    installed_on timestamp NOT NULL DEFAULT now(),
    execution_time int NOT NULL,
    success boolean NOT NULL
);
ALTER TABLE "lintel"."lintel_schema_history" ADD CONSTRAINT "lintel_schema_history_pk" PRIMARY KEY (installed_rank);
CREATE INDEX "lintel_schema_history_s_idx" ON "lintel"."lintel_schema_history" (success);
COMMIT;

-- V001__create_parents.sql
BEGIN;
DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
    PERFORM set_config('lock_timeout', '5000ms', false);
    PERFORM set_config('search_path', concat_ws(', ', '"lintel"', nullif(current_setting('lintel.search_path'), '')), false);
END $lintel$;

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

DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
END $lintel$;
INSERT INTO "lintel"."lintel_schema_history" (
    installed_rank, version, description, type, script, checksum,
    installed_by, execution_time, success
)
SELECT
    coalesce(max(installed_rank), 0) + 1, '001', 'create parents', 'SQL',
    'V001__create_parents.sql', -920619250,
    current_user, (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int, true
FROM "lintel"."lintel_schema_history";
COMMIT;

-- V002__create_items.sql
BEGIN;
DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
    PERFORM set_config('lock_timeout', '5000ms', false);
    PERFORM set_config('search_path', concat_ws(', ', '"lintel"', nullif(current_setting('lintel.search_path'), '')), false);
END $lintel$;

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

DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
END $lintel$;
INSERT INTO "lintel"."lintel_schema_history" (
    installed_rank, version, description, type, script, checksum,
    installed_by, execution_time, success
)
SELECT
    coalesce(max(installed_rank), 0) + 1, '002', 'create items', 'SQL',
    'V002__create_items.sql', -699812727,
    current_user, (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int, true
FROM "lintel"."lintel_schema_history";
COMMIT;

-- V003__create_conversations.sql
BEGIN;
DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
    PERFORM set_config('lock_timeout', '5000ms', false);
    PERFORM set_config('search_path', concat_ws(', ', '"lintel"', nullif(current_setting('lintel.search_path'), '')), false);
END $lintel$;

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

DO $lintel$ BEGIN
    PERFORM set_config('role', current_setting('lintel.role'), false);
END $lintel$;
INSERT INTO "lintel"."lintel_schema_history" (
    installed_rank, version, description, type, script, checksum,
    installed_by, execution_time, success
)
SELECT
    coalesce(max(installed_rank), 0) + 1, '003', 'create conversations', 'SQL',
    'V003__create_conversations.sql', 919216918,
    current_user, (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int, true
FROM "lintel"."lintel_schema_history";
COMMIT;

DO $lintel$ BEGIN
    PERFORM set_config('search_path', current_setting('lintel.search_path'), false);
    PERFORM pg_advisory_unlock(hashtextextended('lintel migrations of lintel.lintel_schema_history', 0));
END $lintel$;
RESET lock_timeout;
