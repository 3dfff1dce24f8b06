package dev.lintel.tools.schema.locks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches one migration from its own connection: after each statement, which locks its transaction
 * holds on what was there before the migration, and what the statement did that takes long.
 */
final class MigrationWatch {

  private final Connection connection;
  private final String schema;
  private final Map<Long, Relation> existing;
  private final HeldLocks held;
  private final WorkWatch work;

  /**
   * @param connection in auto-commit at this moment
   * @param schema the migrations' own
   */
  MigrationWatch(Connection connection, String schema) throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.existing = new HashMap<>(Relation.readAll(connection, schema));
    existing.values().removeIf(Relation::temporary);
    this.held = new HeldLocks(existing);
    this.work = new WorkWatch(connection, existing);
  }

  /** The tables that were there before the migration and had no row. */
  Set<String> emptyTables() {
    return existing.values().stream()
        .filter(relation -> work.wasEmpty(relation.oid()))
        .map(Relation::shown)
        .collect(Collectors.toSet());
  }

  /** At the start of a transaction, within it. */
  void begin() throws SQLException {
    held.release();
    work.begin();
  }

  /** After a statement, within its transaction. */
  StatementLocks observe(int line, String statement, List<Notice> notices) throws SQLException {
    Map<Long, LockMode> locks = LockMode.heldBy(connection);
    Map<Long, Relation> now = Relation.readAll(connection, schema);
    held.take(line, locks);
    return new StatementLocks(
        line, statement, held.list(), work.since(notices, now, locks.keySet()));
  }

  /**
   * After a statement that cannot run in a transaction, so that its locks are gone. A file that was
   * written anew tells that nobody could use it meanwhile; CONCURRENTLY never does that.
   */
  StatementLocks infer(int line, String statement, List<Notice> notices) throws SQLException {
    Map<Long, Relation> now = Relation.readAll(connection, schema);
    held.release();
    held.take(
        line,
        work.rewritten(now).stream()
            .collect(Collectors.toMap(oid -> oid, oid -> LockMode.ACCESS_EXCLUSIVE)));
    return new StatementLocks(line, statement, held.list(), work.since(notices, now, null));
  }
}
