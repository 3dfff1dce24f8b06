package dev.lintel.faults;

import static dev.lintel.faults.Wire.Direction.TO_CLIENT;
import static dev.lintel.faults.Wire.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.LintelException;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network stalls while a migration runs. */
@PostgresTest
@Tag("faults")
class StalledMigrationTest {

  /** What the script waits for, so that the test is in its middle. */
  private static final String GATE = "SELECT pg_advisory_xact_lock(4712)";

  @TempDir Path folder;

  @BeforeEach
  void script() throws IOException {
    Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a (id int);\n" + GATE + ";\n");
  }

  @Test
  void endsByTheSocketTimeoutWithNothingHalfDone(TestDatabase database) throws Exception {
    try (TestDatabase empty = database.createEmpty()) {
      try (Wire wire = Wire.before(empty.url());
          Connection gate = closedGate(empty)) {
        OwnThreads.run(
            () -> {
              try (Database own = Database.connect(wire.url(empty.url(), "socketTimeout=2"))) {
                Future<Void> upgrade = upgradeUpToTheGate(empty, own);
                wire.stall(TO_SERVER, TO_CLIENT);
                assertThatThrownBy(() -> upgrade.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(LintelException.class)
                    .hasMessageContaining("socketTimeout of 2 s");
              }
            });
      } // the server learns that its clients have gone
      LockWait.awaitTrue(
          empty,
          "SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database ="
              + " (SELECT oid FROM pg_database WHERE datname = current_database()))",
          "the lock of the migrations is still held");
      assertThat(empty.query("SELECT tablename FROM pg_tables WHERE tablename = 'a'")).isEmpty();
      try (Database own = Database.connect(empty.url())) {
        assertThat(migrations(own).upgrade().getApplied()).containsExactly("1");
      }
    }
  }

  /** It looks who holds a lock; that it cannot must neither end the upgrade nor hold it up. */
  @Test
  void watchingConnectionThatStallsHoldsNothingUp(TestDatabase database) throws Exception {
    try (TestDatabase empty = database.createEmpty();
        Wire wire = Wire.before(empty.url());
        Connection gate = closedGate(empty)) {
      OwnThreads.run(
          () -> {
            try (Database own =
                Database.builder()
                    .url(wire.url(empty.url()))
                    .statementTimeout(Duration.ZERO)
                    .maximumPoolSize(2)
                    .build()) {
              Future<Void> upgrade = upgradeUpToTheGate(empty, own);
              wire.links().get(1).credit(TO_SERVER, 0);
              awaitHeldBack(wire.links().get(1));
              gate.close();
              upgrade.get(1, TimeUnit.MINUTES);
              assertThat(migrations(own).current()).contains("1");
            }
          });
    }
  }

  private static Connection closedGate(TestDatabase database) throws SQLException {
    Connection gate = DriverManager.getConnection(database.jdbcUrl());
    try (Statement statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(4712)");
    }
    return gate;
  }

  /** In a thread of its own, which waits in the middle of the script once this returns. */
  private Future<Void> upgradeUpToTheGate(TestDatabase database, Database own) {
    Future<Void> upgrade =
        CompletableFuture.runAsync(
            () -> migrations(own).upgrade(), command -> new Thread(command, "upgrade").start());
    LockWait.awaitTrue(
        database,
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            + " AND objid = 4712 AND database ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database()))",
        "the script does not wait");
    return upgrade;
  }

  private static void awaitHeldBack(WireLink link) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!link.holdsBack(TO_SERVER)) {
      assertThat(System.nanoTime()).as("time until it is looked for locks").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private Migrations migrations(Database database) {
    return Migrations.over(database.dataSource())
        .schema("shop")
        .locations("filesystem:" + folder)
        .historyTable("shop_history")
        .lockTimeout(Duration.ofMinutes(1));
  }
}
