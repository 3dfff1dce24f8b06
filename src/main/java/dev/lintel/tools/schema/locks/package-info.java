/** What a migration locks on tables that are in use, and for how long. */
package dev.lintel.tools.schema.locks;
