package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight threads read two amounts, and write both: lost updates and skews by design, which
 * SERIALIZABLE refuses and the retry policy repeats.
 */
@Tag("faults")
@PostgresTest
class SerializableMovesTest {

  private static final int THREADS = 8;
  private static final int ACCOUNTS = 8;
  private static final int EACH_AT_FIRST = 1_000;
  private static final int MOVES = Load.of(25, 500);

  private final WriteHistory history = new WriteHistory();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicLongArray expected = new AtomicLongArray(ACCOUNTS);
  private final CyclicBarrier allHaveRead = new CyclicBarrier(THREADS);

  @Test
  void ofEightThreadsEndWithTheExactSum(TestDatabase test) throws Exception {
    List<UUID> accounts = new ArrayList<>();
    try (Database database = serializable(test)) {
      for (int i = 0; i < ACCOUNTS; i++) {
        expected.set(i, EACH_AT_FIRST);
        NewItem account =
            NewItem.builder()
                .name("account")
                .status("open")
                .metadata(Map.of("amount", EACH_AT_FIRST))
                .build();
        accounts.add(database.inTransaction(s -> ItemOperations.createItem(s, account)).getId());
      }
      Callers.together(THREADS, thread -> moveOften(database, accounts, thread));
    }

    for (int i = 0; i < ACCOUNTS; i++) {
      assertThat(
              test.value(
                  "SELECT metadata->>'amount' FROM lintel.items WHERE id = ?", accounts.get(i)))
          .isEqualTo(String.valueOf(expected.get(i)));
    }
    assertThat(test.value("SELECT sum((metadata->>'amount')::int) FROM lintel.items"))
        .isEqualTo(String.valueOf(ACCOUNTS * EACH_AT_FIRST));
    history.assertMatches(
        test.query("SELECT id FROM lintel.items WHERE status = 'moved'").stream()
            .map(row -> UUID.fromString(row.get(0)))
            .toList());
    int repeats = attempts.get() - history.count();
    assertThat(repeats).as("the first moves of all threads read the same").isPositive();
    assertThat(history.failed()).as("given up").isZero();
    Figures.write(
        "retry under serializable",
        String.format("%d threads, %,d repeats; %s; the sum is exact", THREADS, repeats, history));
  }

  private void moveOften(Database database, List<UUID> accounts, int thread) throws Exception {
    Random random = new Random(thread);
    for (int turn = 0; turn < MOVES; turn++) {
      int from = turn == 0 ? 0 : random.nextInt(ACCOUNTS);
      int to = turn == 0 ? 1 : (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      int amount = random.nextInt(50);
      UUID move = UUID.randomUUID();
      boolean[] first = {turn == 0};
      history.attempted(move);
      try {
        database.useTransaction(
            session -> {
              attempts.incrementAndGet();
              int left = amount(session, accounts.get(from));
              int right = amount(session, accounts.get(to));
              if (first[0]) {
                first[0] = false;
                allHaveRead.await(1, TimeUnit.MINUTES);
              }
              set(session, accounts.get(from), left - amount);
              set(session, accounts.get(to), right + amount);
              ItemOperations.createItem(
                  session, NewItem.builder().id(move).name("move").status("moved").build());
            });
        history.acknowledged(move);
        expected.addAndGet(from, -amount);
        expected.addAndGet(to, amount);
      } catch (DatabaseException e) {
        assertThat(e.getSqlState()).isEqualTo("40001");
        history.failed(move);
      }
    }
  }

  private static int amount(SqlSession session, UUID account) {
    Item item = ItemOperations.getItemById(session, account);
    return (Integer) item.getMetadata().get("amount");
  }

  private static void set(SqlSession session, UUID account, int amount) {
    ItemOperations.replaceItemMetadata(session, account, Map.of("amount", amount));
  }

  private static Database serializable(TestDatabase test) {
    return Database.builder()
        .url(test.url() + "?options=-c%20default_transaction_isolation=serializable")
        .maximumPoolSize(THREADS)
        .retryPolicy(RetryPolicy.of(100, Duration.ofMinutes(3)))
        .build();
  }
}
