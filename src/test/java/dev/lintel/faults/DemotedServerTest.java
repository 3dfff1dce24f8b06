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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
        stayOn(servers.first(), address, stale);
        int before = stale.inAutoCommit(LockWait::backend);
        assertThatThrownBy(() -> create(Database.over(stale.dataSource())))
            .isInstanceOfSatisfying(
                DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("25006"));
        assertThat(stale.inAutoCommit(LockWait::backend))
            .as("process of the pool's only connection")
            .isNotEqualTo(before);
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
