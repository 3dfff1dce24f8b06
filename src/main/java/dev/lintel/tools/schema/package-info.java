/** What a schema is, how it changes, and the proof that a change can be undone. */
package dev.lintel.tools.schema;
