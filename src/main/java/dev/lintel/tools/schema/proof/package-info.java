/** The proof that every migration can be undone and done again, on a database with rows. */
package dev.lintel.tools.schema.proof;
