package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary that dies, and a standby that takes its place; the URL names both. */
@Tag("faults")
class FailoverTest {

  private static final int THREADS = 8;

  /** Each writer is killed in a COMMIT that the primary has done, and the standby may have. */
  @Test
  void losesNothingThatBothServersHad() throws Exception {
    List<String> figures = new ArrayList<>();
    for (int i = 0; i < Load.of(1, 3); i++) {
      figures.add(failOver());
    }
    Figures.write("failover", String.join("<br>", figures));
  }

  private static String failOver() throws Exception {
    try (Replication servers = Replication.start();
        Database database =
            Database.builder()
                .url(servers.url())
                .maximumPoolSize(THREADS)
                .lockTimeout(Duration.ofMinutes(1)) // writers wait for others that the stall holds
                .build();
        Writers writers = Writers.start(database, THREADS)) {
      writers.awaitMore(200);
      long killed;
      try (AutoCloseable stalled = servers.second().stallReceiver()) {
        // none is acknowledged any more; one of the writers may wait for another's row
        servers.first().awaitTrue(inCommit(THREADS - 1));
        killed = System.nanoTime();
        servers.first().kill();
      }
      servers.second().promote();
      long promoted = System.nanoTime();
      writers.awaitMore(1);
      long served = System.nanoTime();
      writers.awaitMore(200);
      writers.assertNothingLostOrDoubled(servers.second().jdbcUrl());
      assertThat(writers.broken()).as("transactions that failed").isPositive();
      return "primary killed under "
          + THREADS
          + " threads; "
          + writers
          + "; "
          + Duration.ofNanos(served - killed).toMillis()
          + " ms without service, of which "
          + Duration.ofNanos(served - promoted).toMillis()
          + " ms after the promotion";
    }
  }

  private static String inCommit(int sessions) {
    return "SELECT count(*) >= " + sessions + " FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
  }

  /**
   * Nothing tells the driver that the primary it finds is the old one. Its COMMITs wait for a
   * standby that now follows nobody, so none is acknowledged; without synchronous replication they
   * would be, and lost later.
   */
  @Test
  void isUndoneByAnOldPrimaryThatComesBackUnlessItIsFenced() {
    try (Replication servers = Replication.start()) {
      servers.first().kill();
      servers.second().promote();
      assertThat(writeThrough(servers)).isEqualTo(servers.second().port());

      servers.first().start();
      awaitWritesGoTo(servers.first(), servers);
      try (Database database = Database.connect(servers.url() + "&socketTimeout=2")) {
        assertThatThrownBy(() -> database.useTransaction(FailoverTest::create))
            .isInstanceOf(CommitOutcomeUnknownException.class);
      }
      assertThat(servers.second().value("SELECT count(*) FROM lintel.items")).isEqualTo("1");

      servers.first().stop();
      servers.first().follow(servers.second()).start(); // fenced
      awaitWritesGoTo(servers.second(), servers);
      assertThat(writeThrough(servers)).isEqualTo(servers.second().port());
      assertThat(servers.second().value("SELECT count(*) FROM lintel.items")).isEqualTo("2");
    }
  }

  private static void create(SqlSession session) {
    ItemOperations.createItem(session, "Lamp", "new");
  }

  /** The port of the server that took the write. */
  private static int writeThrough(Replication servers) {
    try (Database database = Database.connect(servers.url())) {
      return database.inTransaction(
          session -> {
            create(session);
            return port(session);
          });
    }
  }

  private static void awaitWritesGoTo(OwnServer server, Replication servers) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try (Database database = Database.connect(servers.url())) {
        if (database.inTransaction(FailoverTest::port) == server.port()) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("not chosen: port " + server.port()).isLessThan(end);
    }
  }

  private static int port(SqlSession session) {
    try (var statement = session.getConnection().createStatement();
        var row = statement.executeQuery("SELECT inet_server_port()")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
