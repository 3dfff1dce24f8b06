/** The command line of the executable jar: what Alembic's does, and the checks. */
package dev.lintel.tools.cli;
