package dev.lintel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The counter counts, or the tests that rely on it prove nothing. */
@PostgresTest
class StatementCounterTest {

  @Test
  void countsEachStatementAndEachRoundTrip(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            StatementCounter.execute(session, "SELECT 1");
            StatementCounter.execute(session, "SELECT 2");
            return null;
          });
      assertThat(counter.statements()).containsExactly("SELECT 1", "SELECT 2");
      assertThat(counter.roundTrips()).isEqualTo(2);
    }
  }
}
