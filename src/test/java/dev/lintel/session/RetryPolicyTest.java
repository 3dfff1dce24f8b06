package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.InvalidValueException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures repeat the work, how often, and which never do. */
@PostgresTest
class RetryPolicyTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicInteger attempts = new AtomicInteger();

  @Nested
  class Bounds {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void attemptsAreOneToAHundred(int maximumAttempts) {
      assertThatThrownBy(() -> RetryPolicy.of(maximumAttempts, LONG))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("maximumAttempts")
          .hasMessageContaining(String.valueOf(maximumAttempts));
    }

    @Test
    void timeIsAboveZero() {
      for (Duration time : new Duration[] {null, Duration.ZERO, Duration.ofNanos(-1)}) {
        assertThatThrownBy(() -> RetryPolicy.of(3, time))
            .isInstanceOf(InvalidValueException.class)
            .hasMessageStartingWith("maximumTime");
      }
    }

    @Test
    void workIsDoneAtMostAsOftenAsAllowed(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(4, LONG));
      assertThatThrownBy(() -> retrying.useTransaction(session -> raise(session, "40001")))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(4);
    }

    @Test
    void longestTimeOfAllIsATime(TestDatabase database) throws Exception {
      RetryPolicy policy = RetryPolicy.of(2, Duration.ofSeconds(Long.MAX_VALUE));
      assertThatThrownBy(
              () -> with(database, policy).useTransaction(session -> raise(session, "40001")))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(2);
    }

    @Test
    void noAttemptBeginsAfterTheTime(TestDatabase database) throws Exception {
      RetryPolicy policy = RetryPolicy.of(100, Duration.ofNanos(1));
      assertThatThrownBy(
              () -> with(database, policy).useTransaction(session -> raise(session, "40001")))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void withoutAPolicyNothingIsRepeated(TestDatabase database) throws Exception {
      assertThatThrownBy(
              () -> database.database().useTransaction(session -> raise(session, "40001")))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void autoCommittedWorkIsNeverRepeated(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(4, LONG));
      assertThatThrownBy(
              () ->
                  retrying.inAutoCommit(
                      session -> {
                        raise(session, "40001");
                        return null;
                      }))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void interruptedThreadDoesNotTryAgain(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(100, LONG));
      Throwable thrown =
          catchThrowable(
              () ->
                  retrying.useTransaction(
                      session -> {
                        try {
                          raise(session, "40001");
                        } finally {
                          Thread.currentThread().interrupt();
                        }
                      }));
      assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
      assertThat(thrown).isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(1);
    }
  }

  @Nested
  class Kinds {

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "25006"})
    void areRepeated(String state, TestDatabase database) throws Exception {
      String result =
          with(database, RetryPolicy.of(3, LONG))
              .inTransaction(
                  session -> {
                    if (attempts.get() == 0) {
                      raise(session, state);
                    }
                    attempts.incrementAndGet();
                    return "done";
                  });
      assertThat(result).isEqualTo("done");
      assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23503", "0A000", "55P03", "57014", "22012", "P0001", "25P02"})
    void areNotRepeated(String state, TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(3, LONG));
      assertThatThrownBy(() -> retrying.useTransaction(session -> raise(session, state)))
          .isInstanceOf(SQLException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void failureOfAnotherKindIsNot(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(3, LONG));
      assertThatThrownBy(
              () ->
                  retrying.useTransaction(
                      session -> {
                        attempts.incrementAndGet();
                        throw new IllegalStateException();
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void whatTheCallerWrappedIs(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(3, LONG));
      retrying.useTransaction(
          session -> {
            try {
              if (attempts.get() == 0) {
                raise(session, "40001");
              }
              attempts.incrementAndGet();
            } catch (SQLException e) {
              throw new IllegalArgumentException("the caller's own", e);
            }
          });
      assertThat(attempts).hasValue(2);
    }

    @Test
    void constraintViolationOfAnOperationIsNot(TestDatabase database) throws Exception {
      Database retrying = with(database, RetryPolicy.of(3, LONG));
      NewItem orphan =
          NewItem.builder().name("Lamp").status("new").parentId(UUID.randomUUID()).build();
      assertThatThrownBy(
              () ->
                  retrying.useTransaction(
                      session -> {
                        attempts.incrementAndGet();
                        ItemOperations.createItem(session, orphan);
                      }))
          .isInstanceOf(ConstraintViolationException.class);
      assertThat(attempts).hasValue(1);
    }

    @Test
    void lostCommitIsNeverRepeated(TestDatabase database) throws Exception {
      Database retrying =
          Database.builder()
              .dataSource(
                  BrokenDataSource.over(database.pool())
                      .failingIn("commit", new SQLException("I/O error", "08006"))
                      .dataSource())
              .retryPolicy(RetryPolicy.of(5, LONG))
              .build();
      UUID[] id = new UUID[1];
      assertThatThrownBy(
              () ->
                  retrying.useTransaction(
                      session -> {
                        attempts.incrementAndGet();
                        id[0] = ItemOperations.createItem(session, "Lamp", "new").getId();
                      }))
          .isInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(attempts).hasValue(1);
      assertThat(database.value("SELECT count(*) FROM lintel.items WHERE id = ?", id[0]))
          .as("and here it was committed")
          .isEqualTo("1");
    }

    @Test
    void connectionLostBeforeTheCommitIsRepeated(TestDatabase database) throws Exception {
      with(database, RetryPolicy.of(5, LONG))
          .useTransaction(
              session -> {
                if (attempts.incrementAndGet() == 1) {
                  database.execute("SELECT pg_terminate_backend(?)", LockWait.backend(session));
                }
                ItemOperations.createItem(session, "Lamp", "after a lost connection");
              });
      assertThat(attempts.get()).isGreaterThan(1);
      assertThat(
              database.value(
                  "SELECT count(*) FROM lintel.items WHERE status = 'after a lost connection'"))
          .isEqualTo("1");
    }

    @Test
    void sessionThatTheServerEndedBecauseItWasIdleIsRepeated(TestDatabase database)
        throws Exception {
      with(database, RetryPolicy.of(5, LONG))
          .useTransaction(
              session -> {
                if (attempts.incrementAndGet() == 1) {
                  int backend = LockWait.backend(session);
                  execute(session, "SET LOCAL idle_in_transaction_session_timeout = 20");
                  LockWait.awaitTrue(
                      database,
                      "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = "
                          + backend
                          + ")",
                      "the session goes on");
                }
                ItemOperations.createItem(session, "Lamp", "after an idle session");
              });
      assertThat(attempts).hasValue(2);
    }

    @Test
    void planThatAMigrationMadeInvalidIsRepeated(TestDatabase database) throws Exception {
      database.execute("CREATE TABLE IF NOT EXISTS public.wide (a int)");
      with(database, RetryPolicy.of(5, LONG))
          .useTransaction(
              session -> {
                Statement statement = session.getConnection().createStatement();
                if (attempts.incrementAndGet() == 1) {
                  statement.execute("PREPARE wide AS SELECT * FROM public.wide");
                  statement.execute("EXECUTE wide");
                  statement.execute("ALTER TABLE public.wide ADD b int");
                  statement.execute("EXECUTE wide");
                }
              });
      assertThat(attempts).hasValue(2);
    }
  }

  /** Two sessions read two items and each changes the one that the other read: a write skew. */
  @Test
  void serializationFailureOfTwoSessionsIsRepeatedUntilBothAreCommitted(TestDatabase database)
      throws Exception {
    String status = "skew";
    database
        .database()
        .useTransaction(
            session -> {
              ItemOperations.createItem(session, "a", status);
              ItemOperations.createItem(session, "b", status);
            });
    Database retrying = with(database, RetryPolicy.of(20, LONG));
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    runBoth(
        which ->
            retrying.useTransaction(
                session -> {
                  execute(session, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                  boolean first = isFirst(which);
                  // each insists that one item keeps the status
                  if (ItemOperations.countItemsByStatus(session, status) == 2) {
                    if (first) {
                      bothHaveRead.await();
                    }
                    Item own = ItemOperations.listItemsByStatus(session, status).get(which);
                    ItemOperations.updateItemStatus(session, own.getId(), "skewed");
                  }
                }));
    assertThat(database.value("SELECT count(*) FROM lintel.items WHERE status = 'skew'"))
        .as("serializable: one of the two saw what the other did")
        .isEqualTo("1");
    assertThat(attempts.get()).as("attempts of both").isGreaterThanOrEqualTo(3);
  }

  /** Session 1 locks a, session 2 locks b, then each wants the other's. */
  @Test
  void deadlockOfTwoSessionsIsRepeatedUntilBothAreCommitted(TestDatabase database)
      throws Exception {
    UUID[] ids =
        database
            .database()
            .inTransaction(
                session ->
                    new UUID[] {
                      ItemOperations.createItem(session, "a", "new").getId(),
                      ItemOperations.createItem(session, "b", "new").getId()
                    });
    Database retrying = with(database, RetryPolicy.of(20, LONG));
    CyclicBarrier bothHaveLocked = new CyclicBarrier(2);
    runBoth(
        which ->
            retrying.useTransaction(
                session -> {
                  boolean first = isFirst(which);
                  ItemOperations.mergeItemMetadata(session, ids[which], Map.of("by" + which, 1));
                  if (first) {
                    bothHaveLocked.await();
                  }
                  ItemOperations.mergeItemMetadata(
                      session, ids[1 - which], Map.of("by" + which, 2));
                }));
    for (UUID id : ids) {
      assertThat(
              database.value(
                  "SELECT metadata ?? 'by0' AND metadata ?? 'by1' FROM lintel.items WHERE id = ?",
                  id))
          .isEqualTo("t");
    }
    assertThat(attempts.get()).as("attempts of both").isGreaterThanOrEqualTo(3);
  }

  private final AtomicInteger[] made = {new AtomicInteger(), new AtomicInteger()};

  private boolean isFirst(int which) {
    attempts.incrementAndGet();
    return made[which].incrementAndGet() == 1;
  }

  private interface Side {
    void run(int which) throws Exception;
  }

  private static void runBoth(Side side) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?>[] sides = new Future<?>[2];
      for (int i = 0; i < 2; i++) {
        int which = i;
        sides[i] =
            threads.submit(
                () -> {
                  side.run(which);
                  return null;
                });
      }
      for (Future<?> future : sides) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Database with(TestDatabase database, RetryPolicy policy) {
    return Database.builder().dataSource(database.pool()).retryPolicy(policy).build();
  }

  /** The server itself raises the error. */
  private void raise(SqlSession session, String state) throws SQLException {
    attempts.incrementAndGet();
    execute(session, "DO $$BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '" + state + "'; END$$");
  }

  private static void execute(SqlSession session, String sql) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }
}
