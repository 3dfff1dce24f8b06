package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.MigrationException;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Migrations among other sessions: those of the application, and other migrations. */
@PostgresTest
class MigrationLocksTest {

  private static final String KEEP =
      "CREATE TABLE kept AS SELECT current_setting('lock_timeout') AS t; ";

  @TempDir Path folder;
  private TestDatabase empty;
  private ScriptFolders scripts;
  private Migrations migrations;

  @BeforeEach
  void writeMigrations(TestDatabase database) {
    empty = database.createEmpty();
    scripts =
        new ScriptFolders(folder)
            .add("1__goods", "CREATE TABLE goods (id int);", "DROP TABLE goods;")
            .add("2__price", "ALTER TABLE goods ADD price int;", "ALTER TABLE goods DROP price;");
    migrations = scripts.over(empty.pool()).lockTimeout(Duration.ofMillis(300));
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  @Nested
  class TimeOuts {

    @Test
    void ofAnUpgradeNameTheHolderAndChangeNothing() throws Exception {
      migrations.upgrade("1");
      try (Connection reader = reader()) {
        assertThatThrownBy(migrations::upgrade)
            .isInstanceOf(MigrationException.class)
            .hasMessageContaining("V2__price.sql")
            .hasMessageContaining("lock time-out after 300 ms: shop.goods (AccessExclusiveLock")
            .hasMessageContaining("session " + reader.unwrap(PGConnection.class).getBackendPID())
            .hasMessageContaining("application 'a report', idle in transaction")
            .hasMessageContaining("last statement 'SELECT count(*) FROM shop.goods'")
            .message()
            .doesNotContain("\n");
      }
      assertThat(migrations.current()).contains("1");
      assertThat(migrations.history()).hasSize(1);
      assertThat(migrations.upgrade().getApplied()).containsExactly("2");
    }

    @Test
    void ofADowngradeNameTheHolderAndChangeNothing() throws Exception {
      migrations.upgrade();
      try (Connection reader = reader()) {
        assertThatThrownBy(() -> migrations.downgradeSteps(1))
            .isInstanceOf(MigrationException.class)
            .hasMessageStartingWith("U2__price.sql:1: 'ALTER TABLE goods DROP price'")
            .hasMessageContaining("version 2 is applied as before")
            .hasMessageContaining("session " + reader.unwrap(PGConnection.class).getBackendPID());
      }
      assertThat(migrations.current()).contains("2");
      assertThat(empty.value("SELECT count(price) FROM shop.goods")).isEqualTo("0");
      assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
    }

    @Test
    void areGivenToEveryUndoScriptWhateverTheOneBeforeHasSet() {
      scripts
          .add("1__goods", "CREATE TABLE goods (id int);", KEEP + "DROP TABLE goods;")
          .add("3__long", "SELECT 1;", "SET lock_timeout = '1h';");
      migrations.upgrade();
      migrations.downgradeTo("base");
      assertThat(empty.value("SELECT t FROM shop.kept")).isEqualTo("300ms");
    }

    @Test
    void areGivenToEveryMigration() {
      scripts.add("1__goods", KEEP + "CREATE TABLE goods (id int);", null);
      migrations.upgrade();
      assertThat(empty.value("SELECT t FROM shop.kept")).isEqualTo("300ms");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SET lock_timeout = 0",
          "set local lock_timeout to '0ms'",
          "SET SESSION lock_timeout = DEFAULT",
          "RESET lock_timeout",
          "RESET ALL",
          "DISCARD ALL"
        })
    void areNotSwitchedOff(String statement) {
      scripts.add("3__long", "CREATE TABLE long (id int);\n" + statement + ";", null);
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("V3__long.sql:2: '" + statement + "': remove it");
      assertThat(migrations.current()).isEmpty();
    }

    @Test
    void areFiniteAndPositive() {
      for (Duration wrong :
          List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(9), Duration.ofDays(2))) {
        assertThatThrownBy(() -> migrations.lockTimeout(wrong))
            .isInstanceOf(InvalidValueException.class)
            .hasMessageStartingWith("lockTimeout: expected one millisecond to one day");
      }
    }

    private Connection reader() throws Exception {
      Connection reader =
          DriverManager.getConnection(empty.jdbcUrl() + appendix() + "ApplicationName=a%20report");
      reader.setAutoCommit(false);
      reader.createStatement().execute("SELECT count(*) FROM shop.goods");
      return reader;
    }

    private String appendix() {
      return empty.jdbcUrl().contains("?") ? "&" : "?";
    }
  }

  @Nested
  class AtOnce {

    @Test
    void eightDowngradesToAVersionUndoEachMigrationOnce() throws Exception {
      migrations.upgrade();
      List<DowngradeResult> results = inThreads(8, () -> migrations.downgradeTo("base"));

      assertThat(results.stream().mapToInt(r -> r.getUndone().size()).sum()).isEqualTo(2);
      assertThat(results).allSatisfy(r -> assertThat(r.getVersion()).isEmpty());
      assertThat(migrations.history()).hasSize(4);
    }

    @Test
    void eightDowngradesByOneStepUndoOneStepEach() throws Exception {
      migrations.upgrade();
      List<String> results =
          inThreads(
              8,
              () -> {
                try {
                  return migrations.downgradeSteps(1).getUndone().toString();
                } catch (MigrationException e) {
                  return e.getMessage();
                }
              });

      assertThat(results).filteredOn(r -> r.equals("[2]")).hasSize(1);
      assertThat(results).filteredOn(r -> r.equals("[1]")).hasSize(1);
      assertThat(results).filteredOn(r -> r.contains("at most 0")).hasSize(6);
    }

    @Test
    void thoseThatWaitLeaveTheHolderItsTwoConnections() throws Exception {
      try (Database two = Database.builder().url(empty.url()).maximumPoolSize(2).build()) {
        Migrations small = scripts.over(two.dataSource());
        List<UpgradeResult> results = inThreads(4, small::upgrade);
        assertThat(results.stream().mapToInt(r -> r.getApplied().size()).sum()).isEqualTo(2);
      }
    }

    @Test
    void anUpgradeWaitsForADowngrade() throws Exception {
      scripts.add(
          "2__price",
          "ALTER TABLE goods ADD price int;",
          "ALTER TABLE goods DROP price; SELECT pg_advisory_xact_lock(4711);");
      Migrations patient = migrations.lockTimeout(Duration.ofMinutes(1));
      patient.upgrade();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try (Connection gate = DriverManager.getConnection(empty.jdbcUrl())) {
        gate.createStatement().execute("SELECT pg_advisory_lock(4711)");
        Future<DowngradeResult> down = threads.submit(() -> patient.downgradeSteps(1));
        LockWait.awaitAnyBlocked(empty, pid(gate)); // the downgrade is in the middle of its script
        Future<UpgradeResult> up = threads.submit(() -> patient.upgrade());
        LockWait.awaitTrue(
            empty,
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                + " AND query LIKE 'SELECT pg_try_advisory_lock%')",
            "the upgrade does not try the lock");
        assertThat(up.isDone()).isFalse();
        gate.createStatement().execute("SELECT pg_advisory_unlock(4711)");

        assertThat(down.get(1, TimeUnit.MINUTES).getUndone()).containsExactly("2");
        assertThat(up.get(1, TimeUnit.MINUTES).getApplied()).containsExactly("2");
      } finally {
        threads.shutdownNow();
      }
      assertThat(migrations.history()).hasSize(4);
    }

    private int pid(Connection connection) throws Exception {
      return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private <T> List<T> inThreads(int count, Callable<T> work) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(count);
      CyclicBarrier start = new CyclicBarrier(count);
      try {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          futures.add(
              threads.submit(
                  () -> {
                    start.await();
                    return work.call();
                  }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
          results.add(future.get(2, TimeUnit.MINUTES));
        }
        return results;
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void theSessionThatRunsTheScriptsHoldsTheLockItself() {
    scripts.add(
        "2__price",
        "ALTER TABLE goods ADD price int;",
        "ALTER TABLE goods DROP price;"
            + " CREATE TABLE locks AS SELECT count(*) AS n FROM pg_locks"
            + " WHERE locktype = 'advisory' AND pid = pg_backend_pid();");
    migrations.upgrade();
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
    assertThat(empty.value("SELECT n FROM shop.locks")).isEqualTo("1");
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
  }

  @Test
  void aKilledSessionLeavesTheScriptUndoneAndNoLock() throws Exception {
    scripts.add(
        "2__price",
        "ALTER TABLE goods ADD price int;",
        "ALTER TABLE goods DROP price; SELECT pg_terminate_backend(pg_backend_pid());");
    migrations.upgrade();
    assertThatThrownBy(() -> migrations.downgradeSteps(1)).isInstanceOf(LintelException.class);

    assertThat(migrations.current()).contains("2");
    scripts.add("2__price", "ALTER TABLE goods ADD price int;", "ALTER TABLE goods DROP price;");
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
  }
}
