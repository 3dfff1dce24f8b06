package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/** What one attempt leaves to the next, and how a row of attempts ends. */
@PostgresTest
class RetryAttemptsTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void eachHasASessionOfItsOwnAndWhatTheFailedOneReadIsClosed(TestDatabase test) throws Exception {
    List<SqlSession> sessions = new ArrayList<>();
    List<ResultSet> rows = new ArrayList<>();
    with(test, RetryPolicy.of(3, LONG))
        .useTransaction(
            session -> {
              sessions.add(session);
              Statement statement = session.getConnection().createStatement();
              statement.setFetchSize(2);
              rows.add(statement.executeQuery("SELECT generate_series(1, 9)"));
              assertThat(rows.get(sessions.size() - 1).next()).isTrue();
              if (sessions.size() < 3) {
                raise(session, "40001");
              }
            });
    assertThat(sessions).hasSize(3).doesNotHaveDuplicates();
    assertThat(rows).allMatch(RetryAttemptsTest::isClosed);
    for (SqlSession session : sessions) {
      assertThatThrownBy(() -> ItemOperations.countItemsByStatus(session, "new"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("session: expected an open one, but was closed");
    }
  }

  @Test
  void nothingOfAFailedOneIsStored(TestDatabase test) throws Exception {
    with(test, RetryPolicy.of(3, LONG))
        .useTransaction(
            session -> {
              ItemOperations.createItem(session, "Lamp", "once");
              if (attempts.get() < 2) {
                raise(session, "40001");
              }
            });
    assertThat(test.value("SELECT count(*) FROM lintel.items WHERE status = 'once'"))
        .isEqualTo("1");
  }

  @Test
  void whatTheEarlierOnesThrewIsKeptWithTheLast(TestDatabase test) {
    Throwable last =
        catchThrowable(
            () ->
                with(test, RetryPolicy.of(3, LONG))
                    .useTransaction(session -> raise(session, "40001")));
    assertThat(last).hasMessageContaining("raised 3");
    assertThat(last.getSuppressed())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            first -> assertThat(first).contains("raised 1"),
            second -> assertThat(second).contains("raised 2"));
  }

  @Test
  void theFirstTenOfManyAreKept(TestDatabase test) {
    Throwable last =
        catchThrowable(
            () ->
                with(test, RetryPolicy.of(12, LONG))
                    .useTransaction(session -> raise(session, "40P01")));
    assertThat(last).hasMessageContaining("raised 12");
    assertThat(last.getSuppressed()).hasSize(10);
    assertThat(last.getSuppressed()[9]).hasMessageContaining("raised 10");
  }

  @Test
  void theSameFailureAgainDoesNotSuppressItself(TestDatabase test) {
    DatabaseException always = new DatabaseException("always", null, new SQLException("", "40001"));
    Throwable last =
        catchThrowable(
            () ->
                with(test, RetryPolicy.of(3, LONG))
                    .useTransaction(
                        session -> {
                          attempts.incrementAndGet();
                          throw always;
                        }));
    assertThat(last).isSameAs(always).hasNoSuppressedExceptions();
    assertThat(attempts).hasValue(3);
  }

  @Test
  void failureOfAnotherKindKeepsThoseBeforeIt(TestDatabase test) {
    Throwable last =
        catchThrowable(
            () ->
                with(test, RetryPolicy.of(5, LONG))
                    .useTransaction(
                        session -> raise(session, attempts.get() == 0 ? "40001" : "22012")));
    assertThat(((SQLException) last).getSQLState()).isEqualTo("22012");
    assertThat(last.getSuppressed()).hasSize(1);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void pausesAreJitteredAndGrowToASecond() {
    for (int made = 1; made <= 100; made++) {
      Set<Long> pauses = new HashSet<>();
      for (int i = 0; i < 1_000; i++) {
        pauses.add(RetryPolicy.pauseMillis(made));
      }
      long longest = Math.min(1_000, 10L << Math.min(made, 10));
      assertThat(pauses).allMatch(pause -> pause >= longest / 2 && pause <= longest);
      assertThat(pauses).hasSizeGreaterThan(5);
    }
  }

  @Test
  void noneBeginsAfterOneThatTookTheTime(TestDatabase test) {
    RetryPolicy policy = RetryPolicy.of(100, Duration.ofMillis(300));
    assertThatThrownBy(
            () ->
                with(test, policy)
                    .useTransaction(
                        session -> {
                          try (Statement statement = session.getConnection().createStatement()) {
                            statement.execute("SELECT pg_sleep(0.4)");
                          }
                          raise(session, "40001");
                        }))
        .hasMessageContaining("raised 1");
    assertThat(attempts).hasValue(1);
  }

  @Test
  void readOnlyTransactionIsRepeated(TestDatabase test) throws Exception {
    with(test, RetryPolicy.of(3, LONG))
        .useTransaction(
            session -> {
              if (attempts.incrementAndGet() == 1) {
                try (Statement statement = session.getConnection().createStatement()) {
                  statement.execute("SET TRANSACTION READ ONLY"); // as on a demoted server
                }
              }
              ItemOperations.createItem(session, "Lamp", "25006");
            });
    assertThat(attempts).hasValue(2);
  }

  @Test
  void interruptionDuringThePauseEndsThem(TestDatabase test) throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> stayedInterrupted = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              thrown.set(
                  catchThrowable(
                      () ->
                          with(test, RetryPolicy.of(100, LONG))
                              .useTransaction(session -> raise(session, "40001"))));
              stayedInterrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    while (!pauses(caller)) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join(60_000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(SQLException.class);
    assertThat(thrown.get()).hasMessageContaining("raised " + attempts.get());
    assertThat(stayedInterrupted.get()).isTrue();
    assertThat(attempts.get()).as("far from the bound").isLessThan(100);
  }

  private static boolean pauses(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("pause")) {
        return thread.getState() == Thread.State.TIMED_WAITING;
      }
    }
    assertThat(thread.isAlive()).isTrue();
    return false;
  }

  @Test
  void interruptionThatTheWorkThrowsEndsThem(TestDatabase test) {
    InterruptedException interrupted = new InterruptedException("by the work");
    assertThatThrownBy(
            () ->
                with(test, RetryPolicy.of(5, LONG))
                    .useTransaction(
                        session -> {
                          if (attempts.get() == 1) {
                            throw interrupted;
                          }
                          raise(session, "40001");
                        }))
        .isSameAs(interrupted)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(attempts).hasValue(1);
  }

  private static boolean isClosed(ResultSet rows) {
    try {
      return rows.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private static Database with(TestDatabase test, RetryPolicy policy) {
    return Database.builder().dataSource(test.pool()).retryPolicy(policy).build();
  }

  /** The server itself raises the error. */
  private void raise(SqlSession session, String state) throws SQLException {
    int number = attempts.incrementAndGet();
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(
          "DO $$BEGIN RAISE EXCEPTION 'raised "
              + number
              + "' USING ERRCODE = '"
              + state
              + "'; END$$");
    }
  }
}
