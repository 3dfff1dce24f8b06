package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A migration adds columns to a table that a host's own {@code SELECT *} reads: every connection's
 * prepared statement fails once, with 0A000.
 */
@Tag("faults")
@Tag("every-server")
@PostgresTest
class StalePlansTest {

  private static final int THREADS = 4;
  private static final int MIGRATIONS = Load.of(3, 20);

  private final AtomicInteger stale = new AtomicInteger();

  @BeforeEach
  void createTable(TestDatabase test) {
    test.execute("DROP TABLE IF EXISTS public.wide");
    test.execute("CREATE TABLE public.wide (id int)");
    test.execute("INSERT INTO public.wide VALUES (1)");
  }

  @Test
  void reachTheCallerWithoutAPolicy(TestDatabase test) throws Exception {
    try (Database database = builder(test).maximumPoolSize(1).build()) {
      database.inTransaction(StalePlansTest::columns);
      test.execute("ALTER TABLE public.wide ADD late int");
      assertThatThrownBy(() -> database.inTransaction(StalePlansTest::columns))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("0A000");
    }
  }

  @Test
  void areRepeatedUnderLoad(TestDatabase test) throws Exception {
    AtomicInteger reads = new AtomicInteger();
    AtomicInteger widest = new AtomicInteger(1);
    CyclicBarrier nextMigration =
        new CyclicBarrier(
            THREADS,
            () -> {
              int number = widest.incrementAndGet();
              test.execute("ALTER TABLE public.wide ADD c" + number + " int");
            });
    try (Database database =
        builder(test)
            .maximumPoolSize(THREADS)
            .retryPolicy(RetryPolicy.of(20, Duration.ofMinutes(3)))
            .build()) {
      Callers.together(
          THREADS,
          thread -> {
            for (int i = 0; i < MIGRATIONS; i++) {
              for (int turn = 0; turn < 10; turn++) {
                assertThat(database.inTransaction(this::columnsOrStale)).isEqualTo(widest.get());
                reads.incrementAndGet();
              }
              nextMigration.await(1, TimeUnit.MINUTES);
            }
          });
    }
    assertThat(stale.get()).isPositive();
    Figures.write(
        "plans made stale",
        String.format(
            "%,d migrations, %,d reads by %d threads, %,d stale plans repeated; 0 told to the"
                + " caller",
            MIGRATIONS, reads.get(), THREADS, stale.get()));
  }

  private int columnsOrStale(SqlSession session) throws SQLException {
    try {
      return columns(session);
    } catch (SQLException e) {
      if ("0A000".equals(e.getSQLState())) {
        stale.incrementAndGet();
      }
      throw e;
    }
  }

  private static int columns(SqlSession session) throws SQLException {
    try (PreparedStatement statement =
        session.getConnection().prepareStatement("SELECT * FROM public.wide WHERE id = ?")) {
      statement.setInt(1, 1);
      try (ResultSet row = statement.executeQuery()) {
        return row.getMetaData().getColumnCount();
      }
    }
  }

  private static Database.Builder builder(TestDatabase test) {
    return Database.builder().url(test.url() + "?prepareThreshold=1");
  }
}
