-- Undoes V003__create_conversations.sql. All rows of conversations are lost.
-- Locks: ACCESS EXCLUSIVE on conversations, for a moment.

DROP TABLE conversations;
