/** Whether the statements of mappers, of an older release too, still run on a newer schema. */
package dev.lintel.tools.schema.statements;
