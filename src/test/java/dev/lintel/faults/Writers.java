package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;

/**
 * Threads that create, append and claim while a test breaks what they write to. Each write is a
 * transaction of two halves, the last a receipt whose id the writer chose. Every second thread
 * repeats a write until it knows that it is done; the others note what they were told.
 */
final class Writers implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int CONVERSATIONS = 3;
  private static final int TO_CLAIM = Load.of(10_000, 60_000);

  /** The SQLSTATEs of a server that ends a session or goes away, and of a connection to it. */
  private static final Set<String> GONE =
      Set.of("57P01", "57P02", "57P03", "08001", "08003", "08006");

  private enum Kind {
    CREATE,
    CREATE_MANY,
    APPEND,
    CLAIM
  }

  private final Database database;
  private final WriteHistory history = new WriteHistory();
  private final AtomicInteger broken = new AtomicInteger();
  private final Set<String> states = new ConcurrentSkipListSet<>();
  private final AtomicInteger foundDone = new AtomicInteger();
  private final List<UUID> conversations = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService threads;
  private volatile boolean stopping;
  private volatile boolean closed;
  private int acknowledged;

  private Writers(Database database, int threads) {
    this.database = database;
    this.threads = Executors.newFixedThreadPool(threads);
  }

  static Writers start(Database database, int threads) {
    Writers writers = new Writers(database, threads);
    writers.prepare();
    for (int i = 0; i < threads; i++) {
      Kind kind = Kind.values()[i / 2 % Kind.values().length];
      boolean repeating = i % 2 == 1;
      writers.running.add(writers.threads.submit(() -> writers.write(kind, repeating)));
    }
    return writers;
  }

  private void prepare() {
    database.useTransaction(
        session -> {
          for (int i = 0; i < CONVERSATIONS; i++) {
            conversations.add(
                ConversationOperations.createConversation(session, List.of(), Map.of()).getId());
          }
          NewItem toClaim = NewItem.builder().name("to claim").status("ready").build();
          ItemOperations.createItems(
              session, IntStream.range(0, TO_CLAIM).mapToObj(i -> toClaim).toList());
        });
  }

  private void write(Kind kind, boolean repeating) {
    while (!stopping) {
      UUID receipt = UUID.randomUUID();
      history.attempted(receipt.toString());
      if (repeating) {
        repeat(kind, receipt);
      } else {
        once(kind, receipt);
      }
    }
  }

  private void once(Kind kind, UUID receipt) {
    try {
      database.useTransaction(session -> twoHalves(session, kind, receipt));
      acknowledge(receipt);
    } catch (CommitOutcomeUnknownException e) {
      note(e);
      history.unknown(receipt.toString());
    } catch (DatabaseException e) {
      note(e);
      history.failed(receipt.toString());
    }
  }

  /** As {@link CommitOutcomeUnknownException} advises. */
  private void repeat(Kind kind, UUID receipt) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        database.useTransaction(session -> twoHalves(session, kind, receipt));
        acknowledge(receipt);
        return;
      } catch (ConstraintViolationException e) {
        assertThat(e.getConstraint()).isEqualTo("items_pkey");
        foundDone.incrementAndGet();
        acknowledge(receipt);
        return;
      } catch (DatabaseException e) {
        note(e);
        if (closed) {
          return; // nobody compares any more
        }
        assertThat(System.nanoTime()).as("nothing works again: " + e).isLessThan(end);
      }
    }
  }

  private void note(DatabaseException e) {
    broken.incrementAndGet();
    states.add(String.valueOf(e.getSqlState()));
  }

  private synchronized void acknowledge(UUID receipt) {
    history.acknowledged(receipt.toString());
    acknowledged++;
    notifyAll();
  }

  private void twoHalves(SqlSession session, Kind kind, UUID receipt) {
    String mark = receipt.toString();
    switch (kind) {
      case CREATE -> ItemOperations.createItem(session, mark, "one");
      case CREATE_MANY -> {
        NewItem item = NewItem.builder().name(mark).status("three").build();
        ItemOperations.createItems(session, List.of(item, item, item));
      }
      case APPEND -> {
        UUID conversation = conversations.get(Math.floorMod(mark.hashCode(), CONVERSATIONS));
        ConversationOperations.appendMessage(session, conversation, Message.of("user", mark));
      }
      case CLAIM -> {
        List<Item> claimed = ItemOperations.claimItems(session, "ready", "claimed", 1);
        ItemOperations.mergeItemMetadata(session, claimed.get(0).getId(), Map.of("by", mark));
      }
    }
    ItemOperations.createItem(
        session, NewItem.builder().id(receipt).name(kind.name()).status("receipt").build());
  }

  /** Returns once so many more writes are acknowledged. */
  synchronized void awaitMore(int writes) {
    int enough = acknowledged + writes;
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (acknowledged < enough) {
      long left = end - System.nanoTime();
      assertThat(left).as("nothing more is acknowledged").isPositive();
      running.stream().filter(Future::isDone).findAny().ifPresent(Writers::get);
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, Duration.ofSeconds(1).toNanos()));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How often a transaction failed, each repetition too. */
  int broken() {
    return broken.get();
  }

  /** Writes of which a thread that does not repeat was told that they failed. */
  int failed() {
    return history.failed();
  }

  /** Ends the writers and compares what they were told with what is there. */
  void assertNothingLostOrDoubled(String jdbcUrl) throws SQLException {
    stopping = true;
    running.forEach(Writers::get);
    List<String> receipts = new ArrayList<>();
    List<String> firstHalves = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      receipts.addAll(
          read(connection, "SELECT id::text FROM lintel.items WHERE status = 'receipt'"));
      Stream.of(
              "SELECT name FROM lintel.items WHERE status = 'one'",
              "SELECT name || repeat('?', abs(count(*) - 3)::int) FROM lintel.items"
                  + " WHERE status = 'three' GROUP BY name",
              "SELECT m ->> 'content' FROM lintel.conversations"
                  + " CROSS JOIN LATERAL jsonb_array_elements(messages) AS m",
              "SELECT metadata ->> 'by' FROM lintel.items WHERE status = 'claimed'")
          .forEach(sql -> firstHalves.addAll(read(connection, sql)));
    }
    assertThat(states).as("SQLSTATEs of what the writers were told").isSubsetOf(GONE);
    history.assertMatches(firstHalves);
    assertThat(firstHalves)
        .as("one half of a transaction without the other")
        .containsExactlyInAnyOrderElementsOf(receipts);
  }

  private static List<String> read(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static void get(Future<?> thread) {
    try {
      thread.get(DEADLINE.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a writer failed", e);
    }
  }

  @Override
  public String toString() {
    return history
        + ", 0 half; "
        + foundDone
        + " found done when repeated; told "
        + String.join(", ", states);
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    closed = true;
    threads.shutdownNow();
    threads.awaitTermination(1, TimeUnit.MINUTES);
  }
}
