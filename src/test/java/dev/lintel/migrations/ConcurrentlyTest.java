package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that the server runs outside of a transaction only. */
@PostgresTest
class ConcurrentlyTest {

  private static final String CREATE =
      "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id;\n"
          + "CREATE INDEX CONCURRENTLY ix_goods_id ON goods (id);";
  private static final String DROP = "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id;";

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
            .add("2__index", CREATE, DROP);
    migrations = scripts.over(empty.pool()).lockTimeout(Duration.ofMillis(300));
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  @Test
  void goUpAndDownWithoutHanging() {
    migrations.upgrade();
    assertThat(index()).isEqualTo("valid");
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
    assertThat(index()).isEqualTo("none");
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
  }

  @Test
  void recreateAnIndexOnTheWayDown() {
    scripts.add("3__no_index", DROP, CREATE);
    migrations.upgrade();
    assertThat(index()).isEqualTo("none");
    migrations.downgradeSteps(1);
    assertThat(index()).isEqualTo("valid");
  }

  @Test
  void upwardsThatTimedOutLeaveNothingInTheHistoryAndCanBeRunAgain() throws Exception {
    migrations.upgrade("1");
    try (Connection writer = writer()) {
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("V2__index.sql")
          .hasMessageContaining("lock time-out after 300 ms")
          .hasMessageContaining("is locked by session " + pid(writer))
          .hasMessageContaining("an invalid index is left, which the next upgrade drops first");
      assertThat(migrations.history()).extracting(AppliedMigration::getVersion).containsOnly("1");
      writer.rollback();
    }
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
    assertThat(index()).isEqualTo("valid");
  }

  @Test
  void downwardsThatTimedOutCanBeRunAgain() throws Exception {
    scripts.add("3__no_index", DROP, CREATE);
    migrations.upgrade();
    try (Connection writer = writer()) {
      assertThatThrownBy(() -> migrations.downgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U3__no_index.sql:2")
          .hasMessageContaining("run the downgrade again")
          .hasMessageContaining("is locked by session " + pid(writer));
      assertThat(migrations.current()).contains("3");
      assertThat(index()).isEqualTo("invalid");
      writer.rollback();
    }
    migrations.downgradeSteps(1);
    assertThat(index()).isEqualTo("valid");
    assertThat(migrations.current()).contains("2");
  }

  @Test
  void dropTheInvalidIndexThatAKilledRunHasLeft() throws Exception {
    scripts.add(
        "3__no_index", DROP, "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_goods_id ON goods (id);");
    migrations.upgrade();
    leaveAnInvalidIndex();
    migrations.downgradeSteps(1);
    assertThat(index()).isEqualTo("valid");
  }

  @Test
  void upwardsDropItToo() throws Exception {
    scripts.add("2__index", "CREATE INDEX CONCURRENTLY ix_goods_id ON goods (id);", DROP);
    migrations.upgrade("1");
    leaveAnInvalidIndex();
    assertThat(migrations.upgrade().getApplied()).containsExactly("2");
    assertThat(index()).isEqualTo("valid");
  }

  @Test
  void aDoneUndoWithoutItsMarkIsMarkedTheNextTime() {
    migrations.upgrade();
    empty.execute("DROP INDEX shop.ix_goods_id");
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP INDEX CONCURRENTLY ix_goods_id;",
        "CREATE INDEX CONCURRENTLY ix_goods_id ON goods (id);",
        "DROP INDEX CONCURRENTLY IF EXISTS other; CREATE UNIQUE INDEX CONCURRENTLY ix ON goods (id);",
        "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id; ALTER TABLE goods ADD x int;",
        "CREATE DATABASE x;"
      })
  void thatCannotBeRepeatedAreRefused(String undo) {
    scripts.add("2__index", CREATE, undo);
    migrations.upgrade();
    assertThatThrownBy(() -> migrations.downgradeSteps(1))
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("U2__index.sql:1: '");
    assertThat(index()).isEqualTo("valid");
    assertThat(migrations.current()).contains("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM goods;",
        "REINDEX INDEX CONCURRENTLY shop.ix_goods_id;",
        "create unique index concurrently if not exists \"My Ix\" on goods (id);",
        "DROP INDEX CONCURRENTLY IF EXISTS shop.\"My Ix\"; CREATE INDEX CONCURRENTLY \"My Ix\" ON goods (id);"
      })
  void thatCanBeRepeatedRunAlone(String undo) {
    scripts.add("2__index", CREATE, undo);
    migrations.upgrade();
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE TABLE more (id int); VACUUM goods;", "VACUUM goods; SELECT 1;"})
  void besideOthersAreRefusedBeforeAnythingRuns(String up) {
    scripts.add("1__goods", "CREATE TABLE goods (id int);", null).add("2__index", up, null);
    String alone = "put it into a migration of its own";
    assertThatThrownBy(migrations::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("V2__index.sql:1: '")
        .hasMessageContaining(alone);
    assertThat(migrations.current()).isEmpty();
    assertThatThrownBy(() -> migrations.scripts().upgrade()).hasMessageContaining(alone);
  }

  @Test
  void flywaysConfigurationOfOneScriptCounts() throws Exception {
    scripts.add("2__index", CREATE, "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id;");
    ScriptFolders.write(Path.of(scripts.undo("2__index") + ".conf"), "executeInTransaction=true\n");
    migrations.upgrade();
    assertThatThrownBy(() -> migrations.downgradeSteps(1))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("cannot run inside a transaction block");
  }

  private Connection writer() throws SQLException {
    Connection writer = DriverManager.getConnection(empty.jdbcUrl());
    writer.setAutoCommit(false);
    writer.createStatement().execute("INSERT INTO shop.goods VALUES (1)");
    return writer;
  }

  /** What is left of a CREATE INDEX CONCURRENTLY that has found two equal values. */
  private void leaveAnInvalidIndex() {
    empty.execute("INSERT INTO shop.goods VALUES (1), (1)");
    assertThatThrownBy(
            () -> empty.execute("CREATE UNIQUE INDEX CONCURRENTLY ix_goods_id ON shop.goods (id)"))
        .hasRootCauseMessage(
            "ERROR: could not create unique index \"ix_goods_id\"\n"
                + "  Detail: Key (id)=(1) is duplicated.");
    assertThat(index()).isEqualTo("invalid");
  }

  private int pid(Connection connection) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private String index() {
    List<List<String>> valid =
        empty.query(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('shop.ix_goods_id')");
    return valid.isEmpty() ? "none" : valid.get(0).get(0).equals("t") ? "valid" : "invalid";
  }
}
