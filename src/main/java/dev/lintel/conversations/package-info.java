/** Conversations: documents that grow in the database, without lost updates. */
package dev.lintel.conversations;
