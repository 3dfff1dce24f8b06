package dev.lintel.migrations;

import dev.lintel.DatabaseException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two connections of an upgrade or a downgrade: on one the scripts run, under a finite {@code
 * lock_timeout}, and it holds the migrations' lock, which so cannot end before they do; the other
 * one looks who holds the locks that they wait for. What the scripts set is set back before a pool
 * gets the connection again.
 */
final class MigrationSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationSession.class);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String SAID =
      " FROM pg_catalog.pg_settings WHERE source = 'session'"
          + " AND name <> 'seed' AND name NOT LIKE 'transaction\\_%'";

  private final MigrationSettings settings;
  private final MigrationLock lock;
  private final Connection worker;
  private final Connection observer;
  private final String[] before;
  private final Map<String, String> settingsBefore;
  private final LockWatch watch;

  private MigrationSession(MigrationSettings settings, MigrationLock lock, Connection observer)
      throws SQLException {
    this.settings = settings;
    this.lock = lock;
    this.worker = lock.connection();
    this.observer = observer;
    this.before =
        strings(
            "SELECT current_setting('search_path'), current_setting('role'),"
                + " pg_catalog.pg_backend_pid()::text");
    this.settingsBefore = sessionSettings();
    set("lock_timeout", lockTimeout());
    watchClient();
    this.watch = LockWatch.start(observer, Integer.parseInt(before[2]), settings.lockTimeout);
  }

  /**
   * Waits for other upgrades and downgrades of the schema.
   *
   * @throws MigrationException if another one holds the lock for ten minutes, or there is no second
   *     connection
   */
  static MigrationSession open(MigrationSettings settings) {
    MigrationLock lock = MigrationLock.acquire(settings.dataSource, settings.lockName());
    Connection observer = null;
    try {
      // a pool without a time-out of its own would wait here without a word
      LOG.info("migrations: schema={} take a second connection", settings.schema);
      observer = settings.dataSource.getConnection();
      return new MigrationSession(settings, lock, observer);
    } catch (SQLException e) {
      close(observer);
      lock.close();
      throw observer == null
          ? noSecondConnection(settings, e)
          : ServerErrors.translate(e, settings.dataSource);
    } catch (RuntimeException | Error e) {
      close(observer);
      lock.close();
      throw e;
    }
  }

  private static RuntimeException noSecondConnection(MigrationSettings settings, SQLException e) {
    DatabaseException reason = ServerErrors.translate(e, settings.dataSource);
    return new MigrationException(
        "schema "
            + settings.schema
            + ": an upgrade or downgrade takes two connections of the pool, and there is no second"
            + " one: "
            + reason.getMessage(),
        e);
  }

  /**
   * A server that does not look runs a statement to its end after this JVM was killed, and so holds
   * its locks and the migrations' for hours perhaps, only to roll it back. It can look from
   * PostgreSQL 14 on, and not on every system.
   */
  private void watchClient() {
    try (Statement statement = worker.createStatement()) {
      statement.execute(
          "SELECT pg_catalog.set_config(name, '1s', false) FROM pg_catalog.pg_settings"
              + " WHERE name = 'client_connection_check_interval' AND setting = '0'");
    } catch (SQLException e) {
      LOG.debug("{}: the server does not watch its client", settings.lockName(), e);
    }
  }

  /** The connection on which the scripts run; in auto-commit between them. */
  Connection worker() {
    return worker;
  }

  /** For Flyway: the worker first, then others of the caller's. */
  DataSource dataSource() {
    return WorkerDataSource.of(settings.dataSource, worker);
  }

  /** Makes the schema if it is not there; a role without the right to may use one that is. */
  void createSchema() throws SQLException {
    if (!SchemaCatalog.exists(worker, settings.schema)) {
      try (Statement statement = worker.createStatement()) {
        statement.execute("CREATE SCHEMA " + settings.quotedSchema());
      }
      LOG.info("schema created: {}", settings.schema);
    }
  }

  /**
   * Before each undo script: whatever one before it has set, this one runs as the role that was
   * connected, with the schema first in the search path, as Flyway does it, and the lock time-out.
   */
  void enterSchema() throws SQLException {
    resetRole();
    set("lock_timeout", lockTimeout());
    set("search_path", searchPath(settings, History.literal(before[0])));
  }

  /** What an interrupted run has left invalid is of no use to anybody, and in the script's way. */
  void dropLeftovers(Script script) throws SQLException {
    for (String index : script.concurrentIndexes()) {
      if (SchemaCatalog.dropInvalidIndex(worker, settings.schema, index)) {
        LOG.info("dropped the invalid index that an interrupted run has left: {}", index);
      }
    }
  }

  /** The history is written by the role that was connected, whichever a script has taken. */
  void resetRole() throws SQLException {
    set("role", History.literal(before[1]));
  }

  /** An expression in SQL: the schema, then what the path was. */
  static String searchPath(MigrationSettings settings, String pathBefore) {
    return "concat_ws(', ', "
        + History.literal(settings.quotedSchema())
        + ", nullif("
        + pathBefore
        + ", ''))";
  }

  /**
   * What to add to the message of a script that failed.
   *
   * @return who held the lock, if it failed because it waited too long for one; another time-out
   *     that ended it; or else empty
   */
  String timeoutAdvice(Throwable failure) {
    SQLException sql = ServerErrors.cause(failure, SQLException.class);
    if (sql == null || !LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
      String timeout = ServerErrors.timeout(failure, settings.dataSource);
      return timeout == null ? "" : "; " + timeout;
    }
    String holder = watch.holder();
    return "; lock time-out after "
        + settings.lockTimeout.toMillis()
        + " ms: "
        + (holder == null
            ? "it is not known who held the lock, see pg_locks"
            : holder + "; end that session or wait for it")
        + ", then run this again";
  }

  private String[] strings(String sql) throws SQLException {
    try (Statement statement = worker.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String[] values = new String[row.getMetaData().getColumnCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getString(i + 1);
      }
      return values;
    }
  }

  /**
   * For the session; if the transaction is rolled back, so is this.
   *
   * @param value an expression in SQL
   */
  private void set(String setting, String value) throws SQLException {
    try (Statement statement = worker.createStatement()) {
      statement.execute("SELECT pg_catalog.set_config('" + setting + "', " + value + ", false)");
    }
  }

  /** What was said by SET, not what the server, the role or the driver begins with. */
  private Map<String, String> sessionSettings() throws SQLException {
    Map<String, String> said = new TreeMap<>();
    try (Statement statement = worker.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, setting" + SAID)) {
      while (row.next()) {
        said.put(row.getString(1), row.getString(2));
      }
    }
    return said;
  }

  private void resetSettings() throws SQLException {
    try (Statement statement = worker.createStatement()) {
      statement.execute("SELECT pg_catalog.set_config(name, reset_val, false)" + SAID);
    }
    for (Map.Entry<String, String> setting : settingsBefore.entrySet()) {
      set(setting.getKey(), History.literal(setting.getValue()));
    }
  }

  private String lockTimeout() {
    return History.literal(settings.lockTimeout.toMillis() + "ms");
  }

  @Override
  public void close() {
    watch.close();
    try {
      if (!worker.getAutoCommit()) {
        worker.rollback();
        worker.setAutoCommit(true);
      }
      resetRole();
      resetSettings();
    } catch (SQLException e) {
      LOG.warn("{}: settings were not set back: {}", settings.lockName(), e.getMessage());
    }
    lock.close();
    close(observer);
  }

  private static void close(Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.warn("a connection of the migrations could not be given back: {}", e.getMessage());
      }
    }
  }
}
