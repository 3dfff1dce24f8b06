package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Server sessions killed at any moment, under eight threads that write. */
@PostgresTest
@Tag("faults")
class KilledBackendsTest {

  private static final int THREADS = 8;
  private static final int WRITES_BETWEEN = 10;

  @Test
  void loseNothingAndDoubleNothing(TestDatabase test) throws Exception {
    int kills = Load.of(30, 600);
    TestDatabase own = test.createMigrated();
    try (own;
        Database database = Database.builder().url(own.url()).maximumPoolSize(THREADS).build();
        Writers writers = Writers.start(database, THREADS)) {
      killSome(own, writers, kills);
      writers.assertNothingLostOrDoubled(own.jdbcUrl());
      assertThat(writers.broken())
          .as("transactions that failed: a dead connection is handed out once at most")
          .isPositive()
          .isLessThanOrEqualTo(kills);
      Figures.write("killed backends", kills + " kills under " + THREADS + " threads; " + writers);
    }
  }

  @Test
  void areUnseenByWritersThatRetryButForLostCommits(TestDatabase test) throws Exception {
    int kills = Load.of(10, 200);
    TestDatabase own = test.createMigrated();
    try (own;
        Database database =
            Database.builder()
                .url(own.url())
                .maximumPoolSize(THREADS)
                .retryPolicy(RetryPolicy.of(10, Duration.ofMinutes(1)))
                .build();
        Writers writers = Writers.start(database, THREADS)) {
      killSome(own, writers, kills);
      writers.assertNothingLostOrDoubled(own.jdbcUrl());
      assertThat(writers.failed()).as("writes that failed for good").isZero();
      Figures.write(
          "killed backends with retry", kills + " kills under " + THREADS + " threads; " + writers);
    }
  }

  private static void killSome(TestDatabase own, Writers writers, int kills) throws SQLException {
    try (Connection killer = DriverManager.getConnection(own.jdbcUrl());
        PreparedStatement statement =
            killer.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = 'lintel'"
                    + " ORDER BY random() LIMIT 1")) {
      for (int killed = 0; killed < kills; ) {
        writers.awaitMore(WRITES_BETWEEN);
        try (ResultSet row = statement.executeQuery()) {
          killed += row.next() && row.getBoolean(1) ? 1 : 0;
        }
      }
      writers.awaitMore(WRITES_BETWEEN);
    }
  }
}
