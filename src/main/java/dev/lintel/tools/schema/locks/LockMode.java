package dev.lintel.tools.schema.locks;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL's table locks, weakest first. */
public enum LockMode {
  ACCESS_SHARE,
  ROW_SHARE,
  ROW_EXCLUSIVE,
  SHARE_UPDATE_EXCLUSIVE,
  SHARE,
  SHARE_ROW_EXCLUSIVE,
  EXCLUSIVE,
  ACCESS_EXCLUSIVE;

  private static final String OWN_LOCKS =
      """
      SELECT l.relation, l.mode
      FROM pg_locks l
      WHERE l.pid = pg_backend_pid()
        AND l.locktype = 'relation'
        AND l.granted
        AND l.mode <> 'SIReadLock'
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  /** From the text in {@code pg_locks.mode}, for example {@code ShareRowExclusiveLock}. */
  private static LockMode of(String mode) {
    return valueOf(
        mode.replaceFirst("Lock$", "").replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT));
  }

  /** The strongest that the connection's own transaction holds on each relation, by its oid. */
  public static Map<Long, LockMode> heldBy(Connection connection) throws SQLException {
    Map<Long, LockMode> held = new HashMap<>();
    Query.forEach(
        connection,
        OWN_LOCKS,
        row -> held.merge(row.getLong(1), of(row.getString(2)), LockMode::stronger));
    return held;
  }

  private static LockMode stronger(LockMode one, LockMode other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Whether statements of applications wait for it, and not only other changes of the schema. */
  public boolean blocks() {
    return compareTo(SHARE) >= 0;
  }

  /** Who waits for a lock that blocks. */
  String waiting() {
    return this == ACCESS_EXCLUSIVE ? "readers and writers wait" : "writers wait";
  }

  @Override
  public String toString() {
    return name().replace('_', ' ');
  }
}
