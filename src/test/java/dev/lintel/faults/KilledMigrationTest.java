package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.migrations.Migrations;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM killed with SIGKILL in the middle of a script that runs for long. */
@PostgresTest
@Tag("faults")
@Tag("every-server")
class KilledMigrationTest {

  /** So long that the server cannot have come to its end. */
  private static final String LONG = " SELECT pg_sleep(600);";

  private static final String LONG_RUNS =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
          + " AND state = 'active' AND wait_event = 'PgSleep'";

  @TempDir Path folder;

  private TestDatabase database;
  private Migrations migrations;

  @BeforeEach
  void emptyDatabase(TestDatabase test) {
    database = test.createEmpty();
    migrations = JvmToKill.migrations(database.database(), folder);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void upgradeIsUndoneAndRunsAgain() throws Exception {
    write("migrations/V1__a.sql", "CREATE TABLE a (id int);");
    write("migrations/V2__b.sql", "ALTER TABLE a ADD price int; CREATE TABLE b (id int);" + LONG);
    killInTheMiddleOf("upgrade");
    assertThat(migrations.current()).contains("1");
    assertThat(tables()).isEqualTo("a");

    write("migrations/V2__b.sql", "ALTER TABLE a ADD price int; CREATE TABLE b (id int);");
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
    assertThat(tables()).isEqualTo("a b");
  }

  @Test
  void downgradeIsUndoneAndRunsAgain() throws Exception {
    write("migrations/V1__a.sql", "CREATE TABLE a (id int);");
    write("undo/U1__a.sql", "DROP TABLE a;" + LONG);
    migrations.upgrade();
    killInTheMiddleOf("downgrade");
    assertThat(migrations.current()).contains("1");
    assertThat(tables()).isEqualTo("a");

    write("undo/U1__a.sql", "DROP TABLE a;");
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("1");
    assertThat(tables()).isNull();
  }

  /** What it waits for outlives it: an invalid index is left, which the next upgrade drops. */
  @Test
  void indexThatIsHalfCreatedConcurrentlyIsCreatedAgain() throws Exception {
    write("migrations/V1__a.sql", "CREATE TABLE a (id int);");
    write("migrations/V2__b.sql", "CREATE INDEX CONCURRENTLY ix_a ON a (id);");
    migrations.upgrade("1");
    try (Connection older = openWriter()) {
      killWhileItCreatesTheIndex();
      KilledJvmTest.awaitNoSession(database);
      assertThat(indexIsValid()).isEqualTo("f");
      older.rollback();
    }
    assertIndexComesWithTheNextUpgrade();
  }

  /** What it waits for ends: the server may finish the index, of which no history tells. */
  @Test
  void indexThatTheServerMayFinishIsCreatedAgainByAScriptThatDropsItFirst() throws Exception {
    write("migrations/V1__a.sql", "CREATE TABLE a (id int);");
    write(
        "migrations/V2__b.sql",
        "DROP INDEX CONCURRENTLY IF EXISTS ix_a; CREATE INDEX CONCURRENTLY ix_a ON a (id);");
    migrations.upgrade("1");
    try (Connection older = openWriter()) {
      killWhileItCreatesTheIndex();
      older.rollback();
    }
    assertIndexComesWithTheNextUpgrade();
  }

  private Connection openWriter() throws SQLException {
    Connection writer = DriverManager.getConnection(database.jdbcUrl());
    writer.setAutoCommit(false);
    writer.createStatement().execute("INSERT INTO shop.a VALUES (1)");
    return writer;
  }

  private void killWhileItCreatesTheIndex() throws Exception {
    try (OwnJvm jvm = OwnJvm.start(JvmToKill.class, "upgrade", database.url(), folder.toString())) {
      LockWait.awaitTrue(
          database,
          "SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('shop.ix_a'))",
          "the index is not under way");
      jvm.kill();
    }
  }

  private void assertIndexComesWithTheNextUpgrade() {
    KilledJvmTest.awaitNothingLeft(database);
    assertThat(migrations.current()).contains("1");
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
    assertThat(indexIsValid()).isEqualTo("t");
  }

  private String indexIsValid() {
    return database.value(
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('shop.ix_a')");
  }

  /** Servers before 14 cannot look at their clients: they run the statement to its end. */
  private void killInTheMiddleOf(String what) throws Exception {
    try (OwnJvm jvm = OwnJvm.start(JvmToKill.class, what, database.url(), folder.toString())) {
      LockWait.awaitTrue(database, "SELECT EXISTS (" + LONG_RUNS + ")", "the script does not run");
      jvm.kill();
    }
    long killed = System.nanoTime();
    if (Integer.parseInt(database.value("SHOW server_version_num")) < 140_000) {
      assertThat(database.query(LONG_RUNS)).hasSize(1);
      database.execute("SELECT pg_terminate_backend(pid) FROM (" + LONG_RUNS + ") AS long");
    }
    KilledJvmTest.awaitNothingLeft(database);
    Figures.write(
        "killed " + what,
        "a JVM killed in the middle of a script: its session and locks are gone "
            + Duration.ofNanos(System.nanoTime() - killed).toMillis()
            + " ms later");
  }

  private void write(String file, String sql) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(folder.resolve("undo"));
    Files.createDirectories(path.getParent());
    Files.writeString(path, sql);
  }

  private String tables() {
    return database.value(
        "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables"
            + " WHERE schemaname = 'shop' AND tablename <> 'shop_history'");
  }
}
