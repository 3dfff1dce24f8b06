package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.LintelException;
import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A server that dies in the middle of a script and recovers, as after a crash. */
class ServerCrashTest {

  @TempDir Path folder;

  @Test
  void leavesEachScriptDoneOrUndoneWithItsMark() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("synchronous_commit", "on"))) {
      ScriptFolders scripts =
          new ScriptFolders(folder)
              .add("1__a", "CREATE TABLE a (id int);", "DROP TABLE a;")
              .add("2__b", "CREATE TABLE b (id int);", gate("DROP TABLE b;"))
              .add("3__c", "CREATE TABLE c (id int);", "DROP TABLE c;")
              .add("4__d", gate("CREATE TABLE d (id int);"), "DROP TABLE d;");

      crashInTheMiddle(server, () -> on(server, scripts, Migrations::upgrade));
      assertThat(on(server, scripts, Migrations::current)).contains("3");
      assertThat(tables(server)).isEqualTo("a b c");

      crashInTheMiddle(server, () -> on(server, scripts, m -> m.downgradeTo("base")));
      assertThat(on(server, scripts, Migrations::current)).contains("2");
      assertThat(tables(server)).isEqualTo("a b");

      assertThat(on(server, scripts, Migrations::upgrade).getApplied()).containsExactly("3", "4");
      assertThat(on(server, scripts, m -> m.downgradeTo("base")).getUndone())
          .containsExactly("4", "3", "2", "1");
    }
  }

  /** With a pool of its own: one that has seen the crash may hand out a dead connection once. */
  private static <T> T on(
      EmbeddedServer server, ScriptFolders scripts, Function<Migrations, T> work) {
    try (Database database = Database.connect(server.url())) {
      return work.apply(scripts.over(database.dataSource()).lockTimeout(Duration.ofMinutes(1)));
    }
  }

  private static String gate(String sql) {
    return sql + " SELECT pg_advisory_xact_lock(4711);";
  }

  /**
   * Kills a server process once the script waits in its middle: the server drops all and restarts.
   */
  private static void crashInTheMiddle(EmbeddedServer server, Runnable work) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Connection gate = connect(server);
      gate.createStatement().execute("SELECT pg_advisory_lock(4711)");
      long pid = gate.unwrap(PGConnection.class).getBackendPID();
      Future<?> running = thread.submit(work);
      try (Connection observer = connect(server)) {
        while (!value(observer, "SELECT count(*) FROM pg_locks WHERE NOT granted").equals("1")) {
          Thread.onSpinWait();
        }
      }
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      assertThatThrownBy(() -> running.get(2, TimeUnit.MINUTES))
          .hasCauseInstanceOf(LintelException.class);
      gate.close();
      awaitRecovery(server);
    } finally {
      thread.shutdownNow();
    }
  }

  private static void awaitRecovery(EmbeddedServer server) {
    while (true) {
      try (Connection connection = connect(server)) {
        return;
      } catch (SQLException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static String tables(EmbeddedServer server) throws SQLException {
    try (Connection connection = connect(server)) {
      return value(
          connection,
          "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables"
              + " WHERE schemaname = 'shop' AND tablename <> 'shop_history'");
    }
  }

  private static Connection connect(EmbeddedServer server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", "postgres", "");
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
