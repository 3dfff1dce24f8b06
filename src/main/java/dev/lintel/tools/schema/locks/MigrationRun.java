package dev.lintel.tools.schema.locks;

import dev.lintel.migrations.Script;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs one migration as Flyway does, statement by statement, and watches it. */
final class MigrationRun {

  /** Only outside of a transaction: the server's own words for CONCURRENTLY, VACUUM, COMMIT. */
  private static final Set<String> NOT_IN_TRANSACTION = Set.of("25001", "2D000");

  /**
   * The server tells what it does; it reads all rows of a table only if nothing else is possible,
   * however few there are, and itself, so that they are counted.
   */
  private static final String SETTINGS =
      "SET client_min_messages = debug1; SET enable_seqscan = off; SET enable_indexonlyscan = off;"
          + " SET max_parallel_maintenance_workers = 0; SET max_parallel_workers_per_gather = 0";

  private static final int SHOWN = 60;

  private final Connection connection;
  private final Script script;
  private final MigrationWatch watch;
  private final List<StatementLocks> statements = new ArrayList<>();
  private Finding failure;

  /** Null at the COMMIT. */
  private SqlStatement running;

  /** Whether what fails now is the script, and not the watch. */
  private boolean scriptRuns;

  private MigrationRun(Connection connection, Script script, MigrationWatch watch) {
    this.connection = connection;
    this.script = script;
    this.watch = watch;
  }

  /**
   * @param connection in auto-commit, and so afterwards
   */
  static MigrationRun of(Connection connection, Script script, MigrationWatch watch)
      throws SQLException {
    MigrationRun run = new MigrationRun(connection, script, watch);
    run.run();
    return run;
  }

  VersionLocks locks() {
    return new VersionLocks(script.name(), List.copyOf(statements));
  }

  /** What the server said if it refused a statement; all or that statement is rolled back then. */
  Optional<Finding> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() throws SQLException {
    try {
      if (script.inTransaction()) {
        inTransaction(script.sql().getStatements());
        return;
      }
      for (SqlStatement statement : script.sql().getStatements()) {
        alone(statement);
      }
    } catch (SQLException e) {
      if (!scriptRuns) {
        throw e;
      }
      failure = failure(running, e);
    }
  }

  private void inTransaction(List<SqlStatement> all) throws SQLException {
    connection.setAutoCommit(false);
    try {
      watch.begin();
      for (SqlStatement statement : all) {
        List<Notice> notices = execute(statement);
        statements.add(watch.observe(statement.getLine(), words(statement), notices));
      }
      commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** In a transaction of its own if the server lets it, because only that tells its locks. */
  private void alone(SqlStatement statement) throws SQLException {
    try {
      inTransaction(List.of(statement));
    } catch (SQLException e) {
      if (!NOT_IN_TRANSACTION.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      List<Notice> notices = execute(statement);
      statements.add(watch.infer(statement.getLine(), words(statement), notices));
    }
  }

  private List<Notice> execute(SqlStatement statement) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(SETTINGS); // each time, for the script may set them too
    }
    running = statement;
    scriptRuns = true;
    List<Notice> notices = Notice.among(StatementRunner.run(connection, statement));
    scriptRuns = false;
    return notices;
  }

  /** Deferred constraints are checked only now. */
  private void commit() throws SQLException {
    running = null;
    scriptRuns = true;
    connection.commit();
    scriptRuns = false;
  }

  private Finding failure(SqlStatement statement, SQLException e) {
    String where = script.name();
    if (statement != null) {
      where += ":" + (statement.getLine() + ServerMessage.linesBelow(e, statement.getText()));
    }
    return new Finding(Severity.ERROR, "upgrade-fails", where, ServerMessage.of(e), "");
  }

  /** The first words, on one line. */
  private static String words(SqlStatement statement) {
    String line = statement.getText().replaceAll("\\s+", " ");
    return Text.line(line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…");
  }
}
