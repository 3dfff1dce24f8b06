/**
 * JSONB columns: documents that are checked before they reach the server, and the type handlers
 * that carry them. Numbers are exact, both ways.
 */
package dev.lintel.jsonb;
