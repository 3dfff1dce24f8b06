package dev.lintel.items;

import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.NoResultFoundException;
import dev.lintel.StaleStateException;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsConcurrencyTest {

  private static ExecutorService threads;

  @BeforeAll
  static void startThreads() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterAll
  static void stopThreads() {
    threads.shutdownNow();
  }

  @Nested
  class Visibility {

    @Test
    void aCreatedItemIsSeenAtOnceInItsSessionAndByOthersOnceCommitted(Database database) {
      try (SqlSession writer = database.openSession();
          SqlSession reader = database.openSession()) {
        Item item = ItemOperations.createItem(writer, "Lamp", "seen");
        assertThat(ItemOperations.findItemById(writer, item.getId())).contains(item);
        assertThat(ItemOperations.findItemById(reader, item.getId())).isEmpty();
        assertThat(ItemOperations.countItemsByStatus(reader, "seen")).isZero();
        writer.commit(true);
        assertThat(ItemOperations.findItemById(reader, item.getId())).contains(item);
        assertThat(ItemOperations.countItemsByStatus(reader, "seen")).isOne();
      }
    }

    @Test
    void changesOfEachKindAreUndoneByARollback(Database database) {
      Item item = create(database, "undone");
      try (SqlSession writer = database.openSession()) {
        UUID id = item.getId();
        ItemOperations.updateItemStatus(writer, id, "other");
        ItemOperations.updateItemStatus(writer, id, "other", "third");
        ItemOperations.mergeItemMetadata(writer, id, Map.of("a", 1));
        ItemOperations.replaceItemMetadata(writer, id, Map.of("b", 1));
        assertThat(read(database, id)).isEqualTo(item);
        ItemOperations.deleteItem(writer, id);
        assertThat(ItemOperations.findItemById(writer, id)).isEmpty();
        assertThat(read(database, id)).isEqualTo(item);
        writer.rollback(true);
        assertThat(ItemOperations.getItemById(writer, id)).isEqualTo(item);
      }
    }

    @Test
    void whatIsNotCommittedIsGoneWhenTheSessionIsClosed(Database database) {
      UUID id;
      try (SqlSession session = database.openSession()) {
        id = ItemOperations.createItem(session, "Lamp", "dropped").getId();
      }
      try (SqlSession session = database.openSession()) {
        assertThat(ItemOperations.findItemById(session, id)).isEmpty();
      }
    }
  }

  @Nested
  class CompareAndSetWhileTheRowIsLocked {

    @Test
    void namesTheStatusThatTheOtherCommitted(TestDatabase test) throws Exception {
      Item item = create(test.database(), "new");
      try (SqlSession first = test.database().openSession();
          SqlSession second = test.database().openSession()) {
        ItemOperations.updateItemStatus(first, item.getId(), "taken");
        Future<Item> waiting = compareAndSet(test, first, second, item);
        first.commit(true);
        assertThatExceptionOfType(StaleStateException.class)
            .isThrownBy(() -> result(waiting))
            .withMessageContaining("taken")
            .satisfies(e -> assertThat(e.getFound()).isEqualTo("taken"))
            .satisfies(e -> assertThat(e.getExpected()).isEqualTo("new"));
        second.commit(true);
      }
      assertThat(read(test.database(), item.getId()).getStatus()).isEqualTo("taken");
    }

    @Test
    void succeedsWhenTheOtherRollsBack(TestDatabase test) throws Exception {
      Item item = create(test.database(), "new");
      try (SqlSession first = test.database().openSession();
          SqlSession second = test.database().openSession()) {
        ItemOperations.updateItemStatus(first, item.getId(), "taken");
        Future<Item> waiting = compareAndSet(test, first, second, item);
        first.rollback(true);
        assertThat(result(waiting).getStatus()).isEqualTo("done");
        second.commit(true);
      }
      assertThat(read(test.database(), item.getId()).getStatus()).isEqualTo("done");
    }

    @Test
    void succeedsWhenTheOtherChangedSomethingElse(TestDatabase test) throws Exception {
      Item item = create(test.database(), "new");
      try (SqlSession first = test.database().openSession();
          SqlSession second = test.database().openSession()) {
        ItemOperations.mergeItemMetadata(first, item.getId(), Map.of("by", "first"));
        Future<Item> waiting = compareAndSet(test, first, second, item);
        first.commit(true);
        Item updated = result(waiting);
        assertThat(updated.getStatus()).isEqualTo("done");
        assertThat(updated.getMetadata()).isEqualTo(Map.of("by", "first"));
        second.commit(true);
      }
    }

    @Test
    void throwsNoResultWhenTheOtherDeletedTheRow(TestDatabase test) throws Exception {
      Item item = create(test.database(), "new");
      try (SqlSession first = test.database().openSession();
          SqlSession second = test.database().openSession()) {
        ItemOperations.deleteItem(first, item.getId());
        Future<Item> waiting = compareAndSet(test, first, second, item);
        first.commit(true);
        assertThatExceptionOfType(NoResultFoundException.class).isThrownBy(() -> result(waiting));
      }
    }

    @Test
    void letsOneOfTwelveThreadsWin(TestDatabase test) throws Exception {
      Item item = create(test.database(), "new");
      List<Object> results =
          together(
              12,
              n -> {
                try {
                  return test.database()
                      .inTransaction(
                          s -> ItemOperations.updateItemStatus(s, item.getId(), "new", "by " + n));
                } catch (StaleStateException e) {
                  return e.getFound();
                }
              });
      List<Item> winners =
          results.stream().filter(Item.class::isInstance).map(Item.class::cast).toList();
      assertThat(winners).hasSize(1);
      assertThat(results.stream().filter(String.class::isInstance).distinct())
          .singleElement()
          .satisfies(found -> assertThat(found).isEqualTo(winners.get(0).getStatus()));
    }

    private Future<Item> compareAndSet(
        TestDatabase test, SqlSession first, SqlSession second, Item item) {
      int blocking = LockWait.backend(first);
      int waiting = LockWait.backend(second);
      Future<Item> result =
          threads.submit(
              () -> ItemOperations.updateItemStatus(second, item.getId(), "new", "done"));
      LockWait.awaitBlocked(test, waiting, blocking);
      return result;
    }
  }

  @Test
  void mergesOfTwelveThreadsLoseNothing(TestDatabase test) throws Exception {
    UUID id = create(test.database(), "merged").getId();
    together(
        12,
        n -> {
          for (int i = 0; i < 20; i++) {
            Map<String, Object> patch = Map.of(n + "/" + i, i, "last of " + n, i);
            test.database().inTransaction(s -> ItemOperations.mergeItemMetadata(s, id, patch));
          }
          return null;
        });
    Map<String, Object> expected = new HashMap<>();
    for (int n = 0; n < 12; n++) {
      for (int i = 0; i < 20; i++) {
        expected.put(n + "/" + i, i);
      }
      expected.put("last of " + n, 19);
    }
    assertThat(read(test.database(), id).getMetadata()).isEqualTo(expected);
  }

  private interface Writer<T> {
    T write(int number) throws Exception;
  }

  /** Runs writers at the same time, each in a thread, and gives what they returned. */
  private static <T> List<T> together(int count, Writer<T> writer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(
          () -> {
            start.await();
            return writer.write(number);
          });
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }

  private static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static Item create(Database database, String status) {
    return database.inTransaction(
        session ->
            ItemOperations.createItem(
                session,
                NewItem.builder().name("Lamp").status(status).metadata(emptyMap()).build()));
  }

  private static Item read(Database database, UUID id) {
    return database.inTransaction(session -> ItemOperations.getItemById(session, id));
  }
}
