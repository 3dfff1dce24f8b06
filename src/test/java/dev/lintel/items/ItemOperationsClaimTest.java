package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsClaimTest {

  @Test
  void movesTheOldestAndGivesThemOldestFirst(SqlSession session) {
    StoredItems.insert(session, "queued", 50, 3);
    List<Item> queue = ItemOperations.listItemsByStatus(session, "queued");
    List<Item> claimed = ItemOperations.claimItems(session, "queued", "running", 20);
    assertThat(ids(claimed)).isEqualTo(ids(queue.subList(0, 20)));
    assertThat(claimed).extracting(Item::getStatus).containsOnly("running");
    assertThat(ItemOperations.listItemsByStatus(session, "running")).isEqualTo(claimed);
    assertThat(ItemOperations.listItemsByStatus(session, "queued"))
        .isEqualTo(queue.subList(20, 50));
  }

  @Test
  void renewsUpdatedAtOnly(SqlSession session) {
    StoredItems.insert(session, "aged", 3, 1);
    Map<UUID, Item> before =
        ItemOperations.listItemsByStatus(session, "aged").stream()
            .collect(Collectors.toMap(Item::getId, Function.identity()));
    Instant now = ItemOperations.createItem(session, "now", "now").getCreatedAt();
    assertThat(ItemOperations.claimItems(session, "aged", "running", 3))
        .hasSize(3)
        .allSatisfy(
            item -> {
              assertThat(item.getUpdatedAt()).isEqualTo(now);
              assertThat(item.getCreatedAt()).isEqualTo(before.get(item.getId()).getCreatedAt());
              assertThat(item.getName()).isEqualTo(before.get(item.getId()).getName());
            });
  }

  @Test
  void givesWhatIsThereWhenItIsLessThanTheLimit(SqlSession session) {
    StoredItems.insert(session, "few", 3, 1);
    assertThat(ItemOperations.claimItems(session, "few", "running", 100_000)).hasSize(3);
    assertThat(ItemOperations.claimItems(session, "few", "running", 1)).isEmpty();
  }

  @Test
  void leavesOtherStatusesAlone(SqlSession session) {
    StoredItems.insert(session, "mine", 3, 1);
    StoredItems.insert(session, "yours", 3, 1);
    ItemOperations.claimItems(session, "mine", "running", 10);
    assertThat(ItemOperations.countItemsByStatus(session, "yours")).isEqualTo(3);
  }

  @Test
  void passesOverWhatAnotherSessionHoldsWithoutWaiting(Database database) throws Exception {
    database.useTransaction(session -> StoredItems.insert(session, "held", 10, 1));
    try (SqlSession first = database.openSession();
        SqlSession second = database.openSession();
        SqlSession third = database.openSession()) {
      // one thread runs all sessions: were one to wait for another, it would wait for ever
      try (Statement statement = second.getConnection().createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '5s'");
      }
      List<Item> queue = ItemOperations.listItemsByStatus(first, "held");
      ItemOperations.updateItemStatus(third, queue.get(5).getId(), "taken");
      List<Item> one = ItemOperations.claimItems(first, "held", "run", 4);
      List<Item> two = ItemOperations.claimItems(second, "held", "run", 4);
      assertThat(ids(one)).isEqualTo(ids(queue.subList(0, 4)));
      assertThat(ids(two))
          .isEqualTo(ids(List.of(queue.get(4), queue.get(6), queue.get(7), queue.get(8))));
      // step: the first gives up, and its items can be had again, oldest first
      first.rollback(true);
      second.commit(true);
      assertThat(ids(ItemOperations.claimItems(second, "held", "run", 100)))
          .isEqualTo(
              ids(List.of(queue.get(0), queue.get(1), queue.get(2), queue.get(3), queue.get(9))));
    }
  }

  @Test
  void givesEachItemToOneOfSixteenThreads(Database database) throws Exception {
    int threads = 16;
    int items = 2_000;
    database.useTransaction(session -> StoredItems.insert(session, "race", items, 10));
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<List<UUID>> worker =
        () -> {
          List<UUID> mine = new ArrayList<>();
          start.await();
          List<Item> claimed;
          do {
            // what is locked is passed over, so an empty claim can come before the end
            claimed =
                database.inTransaction(
                    session -> ItemOperations.claimItems(session, "race", "won", 7));
            mine.addAll(ids(claimed));
          } while (!claimed.isEmpty() || left(database, "race") > 0);
          return mine;
        };
    List<UUID> all = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<UUID>>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(worker));
      }
      for (Future<List<UUID>> future : workers) {
        all.addAll(future.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(all).hasSize(items).doesNotHaveDuplicates();
    assertThat(left(database, "won")).isEqualTo(items);
  }

  private static long left(Database database, String status) {
    return database.<Long, RuntimeException>inAutoCommit(
        session -> ItemOperations.countItemsByStatus(session, status));
  }

  private static List<UUID> ids(List<Item> items) {
    return items.stream().map(Item::getId).toList();
  }
}
