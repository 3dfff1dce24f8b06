package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.LockWait;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary that was made a standby, behind an address that still points at it. */
@Tag("faults")
class DemotedServerTest {

  @Test
  void losesItsConnectionsWithTheFirstWriteThatItRefuses() throws Exception {
    try (Replication servers = Replication.start();
        FloatingAddress address = new FloatingAddress(servers.first());
        Database database =
            Database.builder()
                .url(address.url())
                .maximumPoolSize(1)
                .retryPolicy(RetryPolicy.of(5, Duration.ofMinutes(1)))
                .build();
        HikariDataSource callersPool = pool(address);
        Database overCallersPool = Database.over(callersPool)) {
      create(database);
      switchOver(servers);

      for (Database stale : new Database[] {database, overCallersPool}) {
        Database withoutRetry = Database.over(stale.dataSource());
        requireEvicted(servers, address, withoutRetry, () -> create(withoutRetry));
        requireEvicted(
            servers, address, withoutRetry, () -> createInOwnSession(withoutRetry, true));
        requireEvicted(
            servers, address, withoutRetry, () -> createInOwnSession(withoutRetry, false));
      }

      stayOn(servers.first(), address, database);
      address.moveTo(servers.second());
      assertThat(create(database)).as("attempts").isEqualTo(2);
      assertThat(servers.second().value("SELECT count(*) FROM lintel.items")).isEqualTo("2");
      Figures.write(
          "demoted server",
          "primary made a standby behind one address: each of its connections fails once (25006)"
              + " and is not used again; a retry sees none of it");
    }
  }

  /** After what writes on a connection to the server that is a standby now. */
  private static void requireEvicted(
      Replication servers, FloatingAddress address, Database stale, Runnable write) {
    stayOn(servers.first(), address, stale);
    int before = stale.<Integer, RuntimeException>inAutoCommit(LockWait::backend);
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("25006"));
    assertThat(stale.<Integer, RuntimeException>inAutoCommit(LockWait::backend))
        .as("process of the pool's only connection")
        .isNotEqualTo(before);
  }

  private static void createInOwnSession(Database database, boolean rollBack) {
    try (SqlSession session = database.openSession()) {
      try {
        ItemOperations.createItem(session, "Lamp", "new");
      } finally {
        if (rollBack) {
          session.rollback();
        }
      }
    }
  }

  /** More callers than connections: none gets one that another was refused on. */
  @Test
  void failsEachConnectionOnceHoweverManyWait() throws Exception {
    int connections = 2;
    int callers = 40;
    try (Replication servers = Replication.start();
        FloatingAddress address = new FloatingAddress(servers.first());
        Database database =
            Database.builder().url(address.url()).maximumPoolSize(connections).build()) {
      create(database);
      switchOver(servers);
      fill(servers.first(), address, database, connections);
      address.moveTo(servers.second());

      List<Future<Boolean>> written = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(callers);
      try {
        for (int i = 0; i < callers; i++) {
          written.add(threads.submit(() -> isWritten(database)));
        }
        int refused = 0;
        for (Future<Boolean> each : written) {
          refused += each.get(1, TimeUnit.MINUTES) ? 0 : 1;
        }
        assertThat(refused).as("refused of %d", callers).isBetween(1, connections);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /** All connections of the pool are to that server. */
  private static void fill(
      OwnServer server, FloatingAddress address, Database database, int connections)
      throws Exception {
    stayOn(server, address, database);
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        all.add(database.dataSource().getConnection());
      }
    } finally {
      for (Connection each : all) {
        each.close();
      }
    }
  }

  private static boolean isWritten(Database database) {
    try {
      create(database);
      return true;
    } catch (DatabaseException e) {
      assertThat(e.getSqlState()).isEqualTo("25006");
      return false;
    }
  }

  private static HikariDataSource pool(FloatingAddress address) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url().replaceFirst("postgresql://(.*)@(.*)", "jdbc:postgresql://$2"));
    config.setUsername("postgres");
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  /** As an operator does it: nothing is lost. */
  private static void switchOver(Replication servers) {
    servers.first().stop();
    servers.second().promote();
    servers.first().follow(servers.second()).start();
  }

  /** The pool's connection is one to that server, however it got there. */
  private static void stayOn(OwnServer server, FloatingAddress address, Database database) {
    address.moveTo(server);
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try {
        assertThat(database.<Integer, RuntimeException>inAutoCommit(LockWait::backend))
            .isPositive();
        return;
      } catch (IllegalStateException dead) { // of before the switch
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
  }

  private static int create(Database database) {
    AtomicInteger attempts = new AtomicInteger();
    database.useTransaction(
        session -> {
          attempts.incrementAndGet();
          ItemOperations.createItem(session, "Lamp", "new");
        });
    return attempts.get();
  }
}
