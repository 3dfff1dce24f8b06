package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.NoTransactionException;
import dev.lintel.session.Database;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementCounter;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsStreamTest {

  @Test
  void aCheckedExceptionOfAnotherLanguagesConsumerArrivesAsItIs(SqlSession session) {
    ItemOperations.createItem(session, "Lamp", "checked");
    IOException thrown = new IOException("disk");
    assertThatThrownBy(
            () ->
                ItemOperations.forEachItemByStatus(
                    session, "checked", item -> StreamFailure.<RuntimeException>raise(thrown)))
        .isSameAs(thrown);
  }

  /** As Kotlin, Groovy and Lombok let a lambda do. */
  private static final class StreamFailure {
    @SuppressWarnings("unchecked")
    static <X extends Throwable> void raise(Throwable thrown) throws X {
      throw (X) thrown;
    }
  }

  @Test
  void aConsumerThatEndsTheTransactionIsToldSo(Database database) {
    database.useTransaction(
        session -> {
          StoredItems.insert(session, "ended", 3, 1);
          for (Consumer<SqlSession> end :
              List.<Consumer<SqlSession>>of(s -> s.rollback(true), s -> s.commit(true))) {
            StoredItems.insert(session, "ended", 3, 1);
            assertThatThrownBy(
                    () ->
                        ItemOperations.forEachItemByStatus(
                            session, "ended", item -> end.accept(session)))
                .isInstanceOf(NoTransactionException.class)
                .hasMessageContaining("the consumer ended it");
          }
          ItemOperations.claimItems(session, "ended", "cleared", 100);
        });
  }

  @Test
  void handsOverEveryRowOldestFirst(SqlSession session) {
    StoredItems.insert(session, "all", 1_234, 7);
    StoredItems.insert(session, "other", 10, 1);
    List<Item> streamed = new ArrayList<>();
    ItemOperations.forEachItemByStatus(session, "all", streamed::add);
    assertThat(streamed).hasSize(1_234);
    assertThat(streamed).isEqualTo(ItemOperations.listItemsByStatus(session, "all"));
  }

  @Test
  void fetchesInBoundedPortionsAndHandsTheFirstOverBeforeTheRest(TestDatabase database)
      throws Exception {
    int rows = 20_000;
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            StoredItems.insert(session, "many", rows, 100);
            counter.reset();
            int[] seenAfterTrip = new int[rows];
            AtomicInteger seen = new AtomicInteger();
            ItemOperations.forEachItemByStatus(
                session,
                "many",
                item -> {
                  seen.incrementAndGet();
                  seenAfterTrip[counter.roundTrips()]++;
                });
            assertThat(seen).hasValue(rows);
            assertThat(seenAfterTrip[1]).as("rows of the first round trip").isBetween(1, 500);
            assertThat(Arrays.stream(seenAfterTrip).max()).hasValue(500);
            assertThat(counter.statements()).hasSize(1);
            return null;
          });
    }
  }

  @Test
  void fetchesNothingMoreOnceTheConsumerThrew(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            StoredItems.insert(session, "stop", 5_000, 1);
            counter.reset();
            AtomicInteger seen = new AtomicInteger();
            assertThatThrownBy(
                    () ->
                        ItemOperations.forEachItemByStatus(
                            session,
                            "stop",
                            item -> {
                              seen.incrementAndGet();
                              throw new IllegalStateException();
                            }))
                .isInstanceOf(IllegalStateException.class);
            assertThat(seen).hasValue(1);
            assertThat(counter.roundTrips()).isEqualTo(1);
            return null;
          });
    }
  }

  /** A list of the rows would be seen by its references alone. */
  @Test
  void holdsNoMoreOfAHundredThousandRowsThanOfTenThousand(TestDatabase database) throws Exception {
    List<String> output;
    try (OwnJvm jvm =
        OwnJvm.start(
            List.of("-Xmx64m"), StreamInOwnJvm.class, database.jdbcUrl(), "10000", "100000")) {
      output = jvm.awaitEnd(StreamInOwnJvm.LIVE);
    }
    assertThat(output).hasSize(2);
    long more = Long.parseLong(output.get(1)) - Long.parseLong(output.get(0));
    assertThat(more)
        .as("bytes of 90,000 rows")
        .isLessThan(100_000); // measured: none, but 200 kB less
  }

  @Test
  void letsARuntimeExceptionThroughAsItIs(SqlSession session) {
    passes(session, new IllegalArgumentException("mine"));
  }

  @Test
  void letsAnErrorThroughAsItIs(SqlSession session) {
    passes(session, new AssertionError("mine"));
  }

  private static void passes(SqlSession session, Throwable mine) {
    StoredItems.insert(session, "thrown", 2_000, 1);
    AtomicInteger seen = new AtomicInteger();
    assertThatThrownBy(
            () ->
                ItemOperations.forEachItemByStatus(
                    session,
                    "thrown",
                    item -> {
                      if (seen.incrementAndGet() == 700) {
                        ItemOperationsStreamTest.<RuntimeException>sneak(mine);
                      }
                    }))
        .isSameAs(mine)
        .hasNoSuppressedExceptions();
    assertThat(seen).hasValue(700);
    assertThat(ItemOperations.countItemsByStatus(session, "thrown")).isEqualTo(2_000);
    assertThat(ItemOperations.createItem(session, "after", "thrown")).isNotNull();
  }

  @SuppressWarnings("unchecked") // the cast is erased: any throwable passes
  private static <X extends Throwable> void sneak(Throwable throwable) throws X {
    throw (X) throwable;
  }

  @Test
  void letsTheConsumerUseTheSession(SqlSession session) {
    StoredItems.insert(session, "inner", 1_200, 1);
    List<Item> updated = new ArrayList<>();
    ItemOperations.forEachItemByStatus(
        session,
        "inner",
        item -> {
          assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
          updated.add(ItemOperations.updateItemStatus(session, item.getId(), "inner done"));
        });
    assertThat(updated).hasSize(1_200);
    assertThat(ItemOperations.countItemsByStatus(session, "inner")).isZero();
    assertThat(ItemOperations.listItemsByStatus(session, "inner done")).isEqualTo(updated);
  }

  @Test
  void nestsInItself(SqlSession session) {
    StoredItems.insert(session, "outer", 600, 1);
    AtomicInteger pairs = new AtomicInteger();
    AtomicInteger outer = new AtomicInteger();
    ItemOperations.forEachItemByStatus(
        session,
        "outer",
        item -> {
          if (outer.incrementAndGet() % 200 == 0) {
            ItemOperations.forEachItemByStatus(session, "outer", i -> pairs.incrementAndGet());
          }
        });
    assertThat(outer).hasValue(600);
    assertThat(pairs).hasValue(1_800);
  }

  @Test
  void isOfOneSnapshot(Database database) {
    database.useTransaction(session -> StoredItems.insert(session, "snapshot", 1_500, 1));
    AtomicInteger seen = new AtomicInteger();
    database.useTransaction(
        session ->
            ItemOperations.forEachItemByStatus(
                session,
                "snapshot",
                item -> {
                  if (seen.incrementAndGet() == 1) {
                    database.useTransaction(
                        other -> ItemOperations.createItem(other, "late", "snapshot"));
                  }
                }));
    assertThat(seen).hasValue(1_500);
    long now =
        database.<Long, RuntimeException>inTransaction(
            session -> ItemOperations.countItemsByStatus(session, "snapshot"));
    assertThat(now).isEqualTo(1_501);
  }

  @Test
  void ofNoRowsCallsNobody(SqlSession session) {
    ItemOperations.forEachItemByStatus(
        session,
        "none",
        item -> {
          throw new AssertionError(item);
        });
  }

  @Test
  void refusesASessionThatCommitsEachStatement(Database database) {
    database.useTransaction(session -> ItemOperations.createItem(session, "Lamp", "auto"));
    AtomicInteger seen = new AtomicInteger();
    assertThatExceptionOfType(NoTransactionException.class)
        .isThrownBy(
            () ->
                database.inAutoCommit(
                    session -> {
                      ItemOperations.forEachItemByStatus(
                          session, "auto", item -> seen.incrementAndGet());
                      return null;
                    }))
        .withMessageContaining("forEachItemByStatus")
        .withMessageContaining("inTransaction");
    assertThat(seen).hasValue(0);
  }
}
