package dev.lintel.tools.schema.locks;

import java.util.List;

/**
 * What one migration locks.
 *
 * @param script its file, for example {@code V004__add_due_at.sql}
 * @param statements those that ran, in their order
 */
public record VersionLocks(String script, List<StatementLocks> statements) {}
