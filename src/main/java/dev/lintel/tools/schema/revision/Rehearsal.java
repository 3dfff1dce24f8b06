package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.ServerMessage;
import dev.lintel.tools.schema.locks.LockMode;
import dev.lintel.tools.schema.locks.Notice;
import dev.lintel.tools.schema.revision.Change.What;
import dev.lintel.tools.schema.revision.RehearsedChange.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs scripts on a scratch database and asks the server what each statement does: which tables it
 * rewrites, which rows it reads, which locks it takes.
 */
final class Rehearsal {

  private static final String DATATYPE_MISMATCH = "42804";

  private static final Map<Effect, String> DURATIONS =
      Map.of(
          Effect.READS, "while rows are read",
          Effect.BUILDS_INDEX, "while an index is built",
          Effect.REWRITES, "while rows are rewritten");

  private static final String TABLES =
      """
      SELECT c.oid, c.relname FROM pg_class c
      WHERE
          c.relnamespace = current_schema()::regnamespace
          AND c.relkind IN ('r', 'p', 'm', 'f', 'v')
      """;

  private final Connection connection;

  /**
   * @param connection in auto-commit, its search_path set
   */
  Rehearsal(Connection connection) {
    this.connection = connection;
  }

  /**
   * All steps on, then all back.
   *
   * @throws MigrationException if the server refuses a statement; another way to write it may do
   */
  List<RehearsedStep> run(List<Step> steps) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = debug1");
    }
    List<RehearsedScript> ups = new ArrayList<>();
    for (Step step : steps) {
      ups.add(script(step, step.up()));
    }
    List<RehearsedStep> rehearsed = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      rehearsed.add(0, new RehearsedStep(step, ups.get(i), script(step, step.down())));
    }
    return rehearsed;
  }

  private RehearsedScript script(Step step, List<Change> changes) throws SQLException {
    boolean inTransaction = step.inTransaction();
    connection.setAutoCommit(!inTransaction);
    try {
      Map<Long, String> tables = tables();
      List<RehearsedChange> rehearsed = new ArrayList<>();
      Map<String, String> durations = new TreeMap<>();
      for (Change change : changes) {
        rehearsed.add(run(change, tables, durations));
      }
      List<Lock> locks = inTransaction ? locks(tables, durations) : concurrent(step, changes);
      if (inTransaction) {
        connection.commit();
      }
      return new RehearsedScript(rehearsed, locks);
    } catch (SQLException | RuntimeException | Error e) {
      if (inTransaction) {
        connection.rollback();
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private RehearsedChange run(
      Change change, Map<Long, String> tables, Map<String, String> durations) throws SQLException {
    Change done = change;
    List<Notice> notices;
    try {
      Savepoint savepoint = change.alternative() == null ? null : connection.setSavepoint();
      try {
        notices = execute(change.text());
      } catch (SQLException e) {
        if (savepoint == null || !DATATYPE_MISMATCH.equals(e.getSQLState())) {
          throw e;
        }
        connection.rollback(savepoint);
        done = change.withText(change.alternative());
        notices = execute(done.text());
      }
    } catch (SQLException e) {
      throw new MigrationException(
          "autogenerate: the server refuses "
              + Text.visible(change.text())
              + ": "
              + ServerMessage.of(e)
              + "; nothing was written: change schema.sql in smaller steps, or write this one by"
              + " hand",
          e);
    }
    return new RehearsedChange(done, effect(notices, change, tables, durations));
  }

  private static Effect effect(
      List<Notice> notices,
      Change change,
      Map<Long, String> tables,
      Map<String, String> durations) {
    Effect strongest = Effect.NONE;
    for (Notice notice : notices) {
      String table = notice.table().isEmpty() ? Identifier.stored(change.table()) : notice.table();
      if (tables.containsValue(table)) {
        Effect effect = Effect.of(notice);
        strongest = effect.compareTo(strongest) > 0 ? effect : strongest;
        durations.merge(table, DURATIONS.get(effect), Rehearsal::longer);
      }
    }
    return strongest;
  }

  private static String longer(String one, String other) {
    return one.equals(DURATIONS.get(Effect.REWRITES)) ? one : other;
  }

  private List<Notice> execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return Notice.among(statement.getWarnings());
    }
  }

  private Map<Long, String> tables() throws SQLException {
    Map<Long, String> tables = new LinkedHashMap<>();
    Query.forEach(connection, TABLES, row -> tables.put(row.getLong(1), row.getString(2)));
    return tables;
  }

  private List<Lock> locks(Map<Long, String> tables, Map<String, String> durations)
      throws SQLException {
    List<Lock> locks = new ArrayList<>();
    LockMode.heldBy(connection)
        .forEach(
            (oid, mode) -> {
              String table = tables.get(oid);
              if (table != null && Lock.isTold(mode)) {
                locks.add(new Lock(mode, table, durations.getOrDefault(table, "for a moment")));
              }
            });
    locks.sort(Comparator.comparing(Lock::table));
    return locks;
  }

  /** The server drops and builds such an index in several transactions: as it documents them. */
  private static List<Lock> concurrent(Step step, List<Change> changes) {
    boolean builds = changes.stream().anyMatch(c -> c.is(What.CREATE_INDEX));
    return Stream.of(step.up(), step.down())
        .flatMap(List::stream)
        .filter(c -> c.is(What.CREATE_INDEX))
        .map(
            c ->
                new Lock(
                    LockMode.SHARE_UPDATE_EXCLUSIVE,
                    Identifier.stored(c.table()),
                    builds ? "while an index is built" : "until nobody uses the index"))
        .limit(1)
        .toList();
  }
}
