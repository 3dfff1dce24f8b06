/** The next migration: an empty pair, or one that is generated from schema.sql and proven. */
package dev.lintel.tools.schema.revision;
