/** What a schema holds, read from the system catalog: independent of whatever made the schema. */
package dev.lintel.tools.schema.snapshot;
