package dev.lintel.tools.schema.locks;

import dev.lintel.migrations.Script;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

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
    SqlStatement last = null;
    try {
      if (script.inTransaction()) {
        inTransaction(script.sql().getStatements());
        return;
      }
      for (SqlStatement statement : script.sql().getStatements()) {
        last = statement;
        alone(statement);
      }
    } catch (RefusedException e) {
      failure = failure(e.statement == null ? last : e.statement, e.getCause());
    }
  }

  private void inTransaction(List<SqlStatement> all) throws SQLException, RefusedException {
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
  private void alone(SqlStatement statement) throws SQLException, RefusedException {
    try {
      inTransaction(List.of(statement));
    } catch (RefusedException e) {
      if (!NOT_IN_TRANSACTION.contains(e.getCause().getSQLState())) {
        throw e;
      }
      List<Notice> notices = execute(statement);
      statements.add(watch.infer(statement.getLine(), words(statement), notices));
    }
  }

  private List<Notice> execute(SqlStatement statement) throws SQLException, RefusedException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(SETTINGS); // each time, for the script may set them too
    }
    try {
      return Notice.among(StatementRunner.run(connection, statement));
    } catch (SQLException e) {
      throw new RefusedException(statement, e);
    }
  }

  /** Deferred constraints are checked only now. */
  private void commit() throws RefusedException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new RefusedException(null, e);
    }
  }

  private Finding failure(SqlStatement statement, SQLException e) {
    String where = statement == null ? script.name() : script.name() + ":" + line(statement, e);
    return new Finding(
        Severity.ERROR,
        "migration-fails",
        where,
        Text.line(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ")),
        "");
  }

  /** The line that the server points at. */
  private static int line(SqlStatement statement, SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    int position = message == null ? 0 : message.getPosition();
    String text = statement.getText();
    String before = text.substring(0, Math.max(0, Math.min(position - 1, text.length())));
    return statement.getLine() + (int) before.chars().filter(c -> c == '\n').count();
  }

  /** The first words, on one line. */
  private static String words(SqlStatement statement) {
    String line = statement.getText().replaceAll("\\s+", " ");
    return Text.line(line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…");
  }

  /** The server refused a statement of the migration, or its COMMIT. */
  private static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SqlStatement statement;

    RefusedException(SqlStatement statement, SQLException cause) {
      super(cause);
      this.statement = statement;
    }

    @Override
    public synchronized SQLException getCause() {
      return (SQLException) super.getCause();
    }
  }
}
