package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/**
 * The server session of a transaction killed at each of its steps, for each operation that writes,
 * over a pool of one connection. The transaction writes a receipt, then what the operation writes.
 * The operations that read are killed before and in their statement.
 */
@PostgresTest
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledBackendStepsTest {

  /** What the server says when it ends a session, or the driver if it did not hear that. */
  private static final String GONE = "57P01|08006";

  /** When the session is killed. */
  private enum Step {
    BEFORE_THE_FIRST_STATEMENT,
    BETWEEN_STATEMENTS,
    IN_THE_STATEMENT,
    BEFORE_COMMIT,
    IN_COMMIT,
    AFTER_COMMIT;

    boolean isCommitSent() {
      return this == BEFORE_COMMIT || this == IN_COMMIT;
    }
  }

  /** What is killed, on rows that each transaction finds as they were. */
  private enum Operation {
    CREATE_ITEM((s, rows) -> ItemOperations.createItem(s, "Lamp", "new")),
    CREATE_ITEMS((s, rows) -> ItemOperations.createItems(s, List.of(lamp(), lamp(), lamp()))),
    UPDATE_STATUS((s, rows) -> ItemOperations.updateItemStatus(s, rows.item, "changed")),
    COMPARE_AND_SET((s, rows) -> ItemOperations.updateItemStatus(s, rows.item, "open", "changed")),
    REPLACE_METADATA((s, rows) -> ItemOperations.replaceItemMetadata(s, rows.item, Map.of("a", 1))),
    MERGE_METADATA((s, rows) -> ItemOperations.mergeItemMetadata(s, rows.item, Map.of("a", 1))),
    DELETE((s, rows) -> ItemOperations.deleteItem(s, rows.item)),
    CLAIM((s, rows) -> ItemOperations.claimItems(s, "open", "claimed", 1)),
    CREATE_CONVERSATION(
        (s, rows) -> ConversationOperations.createConversation(s, List.of(), Map.of())),
    APPEND(
        (s, rows) ->
            ConversationOperations.appendMessage(s, rows.conversation, Message.of("user", "Hi"))),
    APPEND_MANY(
        (s, rows) ->
            ConversationOperations.appendMessages(
                s, rows.conversation, List.of(Message.of("user", "Hi"), Message.of("user", "Ho")))),
    CREATE_PARENT((s, rows) -> ParentOperations.createParent(s, "Shop")),
    MERGE_CONVERSATION(
        (s, rows) ->
            ConversationOperations.mergeConversationMetadata(s, rows.conversation, Map.of("a", 1)));

    private final BiConsumer<SqlSession, Rows> work;

    Operation(BiConsumer<SqlSession, Rows> work) {
      this.work = work;
    }

    private static NewItem lamp() {
      return NewItem.builder().name("Lamp").status("new").build();
    }
  }

  private record Rows(UUID item, UUID conversation) {}

  private int killed;

  private TestDatabase test;
  private Database database;
  private Gate gate;

  @BeforeAll
  void open(TestDatabase given) throws SQLException {
    test = given;
    database =
        Database.builder()
            .url(test.url())
            .maximumPoolSize(1)
            .lockTimeout(Duration.ofMinutes(1)) // the gate is a lock
            .build();
    gate = Gate.shut(test);
  }

  @AfterAll
  void close() throws SQLException {
    Figures.write(
        "killed backends step by step",
        killed + " sessions killed, one for each step of each operation; 0 half transactions");
    gate.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void leavesAllOrNothing(Operation operation) throws Exception {
    for (Step step : Step.values()) {
      Rows rows = rows();
      UUID receipt = UUID.randomUUID();
      String before = stored();

      int[] backend = new int[1];
      Throwable thrown = killAt(step, operation, rows, receipt, backend);

      String as = operation + " killed " + step;
      if (step == Step.AFTER_COMMIT) {
        assertThat(thrown).as(as).isNull();
        assertThat(stored()).as(as).isNotEqualTo(before);
      } else {
        assertThat(thrown).as(as).isInstanceOf(DatabaseException.class);
        assertThat(thrown instanceof CommitOutcomeUnknownException)
            .as(as + ": " + thrown)
            .isEqualTo(step.isCommitSent());
        if (!step.isCommitSent()) {
          assertThat(((DatabaseException) thrown).getSqlState()).as(as).matches(GONE);
        }
        assertThat(stored()).as(as + ": half of it").isEqualTo(before);
      }
      worksAgain(step, operation, rows, receipt, backend[0], as);
    }
  }

  static Set<String> reads() {
    return AllOperations.READING.keySet();
  }

  /** Before its statement and, as it waits for a table, in the middle of it. */
  @ParameterizedTest
  @MethodSource("reads")
  void readFailsAndWorksAgain(String read) throws Exception {
    AllOperations.Rows rows = database.inTransaction(AllOperations.Rows::create);
    for (Step step : List.of(Step.BETWEEN_STATEMENTS, Step.IN_THE_STATEMENT)) {
      AtomicInteger backend = new AtomicInteger();
      CompletableFuture<Integer> known = new CompletableFuture<>();
      Throwable thrown;
      try (Connection lock = DriverManager.getConnection(test.jdbcUrl());
          Statement statement = lock.createStatement()) {
        lock.setAutoCommit(false);
        statement.execute("LOCK TABLE lintel.items, lintel.parents, lintel.conversations");
        CompletableFuture<Void> running =
            CompletableFuture.runAsync(
                () ->
                    database.useTransaction(
                        session -> {
                          backend.set(LockWait.backend(session));
                          killIf(step == Step.BETWEEN_STATEMENTS, backend.get());
                          known.complete(backend.get());
                          AllOperations.READING.get(read).accept(session, rows);
                        }));
        int pid = known.get(1, TimeUnit.MINUTES);
        if (step == Step.IN_THE_STATEMENT) {
          gate.awaitTrue(
              "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid = " + pid + ")");
          kill(pid);
        }
        thrown = catchThrowable(() -> running.get(1, TimeUnit.MINUTES));
      }
      assertThat(thrown).as(read + " killed " + step).isInstanceOf(ExecutionException.class);
      assertKilled(thrown.getCause());
      database.useTransaction(
          session -> {
            assertThat(LockWait.backend(session)).isNotEqualTo(backend.get());
            AllOperations.READING.get(read).accept(session, rows);
          });
    }
  }

  @Test
  void streamEndsInTheMiddleOfItsRowsAndWorksAgain() {
    database.useTransaction(session -> StoredItems.insert(session, "streamed", 2_000, 1));
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger backend = new AtomicInteger();
    assertKilled(
        catchThrowable(
            () ->
                database.useTransaction(
                    session -> {
                      backend.set(LockWait.backend(session));
                      ItemOperations.forEachItemByStatus(
                          session,
                          "streamed",
                          item -> killIf(seen.incrementAndGet() == 10, backend.get()));
                    })));
    assertThat(seen).hasValueBetween(10, 1_999);

    seen.set(0);
    database.useTransaction(
        session -> {
          assertThat(LockWait.backend(session)).isNotEqualTo(backend.get());
          ItemOperations.forEachItemByStatus(session, "streamed", item -> seen.incrementAndGet());
        });
    assertThat(seen).hasValue(2_000);
  }

  private static void assertKilled(Throwable thrown) {
    assertThat(thrown)
        .isNotInstanceOf(CommitOutcomeUnknownException.class)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).matches(GONE));
  }

  private Throwable killAt(Step step, Operation operation, Rows rows, UUID receipt, int[] backend)
      throws Exception {
    if (step == Step.IN_THE_STATEMENT || step == Step.IN_COMMIT) {
      CompletableFuture<Integer> known = new CompletableFuture<>();
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () -> transaction(step, operation, rows, receipt, known::complete));
      backend[0] = known.get(1, TimeUnit.MINUTES);
      gate.awaitHeld();
      kill(backend[0]);
      Throwable thrown = catchThrowable(() -> running.get(1, TimeUnit.MINUTES));
      assertThat(thrown).isInstanceOf(ExecutionException.class);
      return thrown.getCause();
    }
    Throwable thrown =
        catchThrowable(() -> transaction(step, operation, rows, receipt, pid -> backend[0] = pid));
    if (step == Step.AFTER_COMMIT) {
      kill(backend[0]);
    }
    return thrown;
  }

  private void transaction(
      Step step, Operation operation, Rows rows, UUID receipt, IntConsumer backend) {
    database.useTransaction(
        session -> {
          int pid = backend(session);
          backend.accept(pid);
          killIf(step == Step.BEFORE_THE_FIRST_STATEMENT, pid);
          receipt(session, receipt);
          killIf(step == Step.BETWEEN_STATEMENTS, pid);
          if (step == Step.IN_THE_STATEMENT) {
            Gate.holdAt(session, Gate.Place.STATEMENT);
          }
          if (step == Step.IN_COMMIT) {
            Gate.holdAt(session, Gate.Place.COMMIT);
          }
          operation.work.accept(session, rows);
          killIf(step == Step.BEFORE_COMMIT, pid);
        });
  }

  /** Without a statement. */
  private static int backend(SqlSession session) {
    try {
      return session.getConnection().unwrap(PGConnection.class).getBackendPID();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void receipt(SqlSession session, UUID id) {
    ItemOperations.createItem(
        session, NewItem.builder().id(id).name("receipt").status("receipt").build());
  }

  private void killIf(boolean now, int pid) {
    if (now) {
      kill(pid);
    }
  }

  private void kill(int pid) {
    gate.kill(pid);
    killed++;
  }

  /** At once, on another connection; and a repetition with the same id does what is not done. */
  private void worksAgain(
      Step step, Operation operation, Rows rows, UUID receipt, int dead, String as) {
    boolean done = step == Step.AFTER_COMMIT;
    if (done) {
      // nobody could tell the pool: it finds out with the next use
      catchThrowable(() -> database.useTransaction(LockWait::backend));
    }
    Throwable thrown =
        catchThrowable(
            () ->
                database.useTransaction(
                    session -> {
                      assertThat(LockWait.backend(session)).as(as).isNotEqualTo(dead);
                      receipt(session, receipt);
                      operation.work.accept(session, rows);
                    }));
    if (done) {
      assertThat(thrown).as(as).isInstanceOf(ConstraintViolationException.class);
      assertThat(((ConstraintViolationException) thrown).getConstraint()).isEqualTo("items_pkey");
    } else {
      assertThat(thrown).as(as).isNull();
    }
    assertThat(gate.value("SELECT count(*) FROM lintel.items WHERE id = '" + receipt + "'"))
        .isEqualTo("1");
  }

  /** The only open item, and a conversation. */
  private Rows rows() {
    gate.value("WITH d AS (DELETE FROM lintel.items RETURNING 1) SELECT count(*) FROM d");
    return database.inTransaction(
        session -> {
          return new Rows(
              ItemOperations.createItem(session, "Lamp", "open").getId(),
              ConversationOperations.createConversation(session, List.of(), Map.of()).getId());
        });
  }

  /** All that is in the tables, and which version of each row. */
  private String stored() {
    return gate.value(
        "SELECT md5(coalesce(string_agg(r, '|' ORDER BY r), '')) FROM ("
            + "SELECT i::text FROM lintel.items i"
            + " UNION ALL SELECT p::text FROM lintel.parents p"
            + " UNION ALL SELECT c::text FROM lintel.conversations c) AS t (r)");
  }
}
