package dev.lintel.faults;

import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.ibatis.session.SqlSession;

/** Does one thing until it is killed, and prints how far it is. */
final class JvmToKill {

  static final String NAME = "jvm to kill";
  static final int BATCH = 1_000;

  /** So long that the JVM is killed before, and its session ends in time for the test. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private JvmToKill() {}

  public static void main(String[] arguments) {
    try (Database database =
        Database.builder()
            .url(arguments[1])
            .applicationName(NAME)
            .lockTimeout(LOCK_TIMEOUT)
            .maximumPoolSize(3)
            .build()) {
      switch (arguments[0]) {
        case "create" -> createForEver(database);
        case "held create" -> database.useTransaction(JvmToKill::createHeld);
        case "stream" -> database.useTransaction(JvmToKill::stream);
        case "upgrade" -> migrations(database, Path.of(arguments[2])).upgrade();
        case "downgrade" -> migrations(database, Path.of(arguments[2])).downgradeSteps(1);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  static Migrations migrations(Database database, Path folder) {
    return Migrations.over(database.dataSource())
        .schema("shop")
        .locations("filesystem:" + folder.resolve("migrations"))
        .undoLocations("filesystem:" + folder.resolve("undo"))
        .historyTable("shop_history");
  }

  /** In one transaction a batch and its receipt; prints the batches that are committed. */
  private static void createForEver(Database database) {
    while (true) {
      String batch = UUID.randomUUID().toString();
      System.out.println("begun " + batch);
      database.useTransaction(
          session -> {
            ItemOperations.createItems(session, batch(batch));
            ItemOperations.createItem(session, batch, "receipt");
          });
      System.out.println("done " + batch);
    }
  }

  private static List<NewItem> batch(String name) {
    NewItem item = NewItem.builder().name(name).status("batch").build();
    return IntStream.range(0, BATCH).mapToObj(i -> item).toList();
  }

  private static void createHeld(SqlSession session) {
    ItemOperations.createItems(session, batch("held"));
    Gate.holdAt(session, Gate.Place.STATEMENT);
    ItemOperations.createItems(session, batch("held"));
  }

  private static void stream(SqlSession session) {
    AtomicInteger seen = new AtomicInteger();
    ItemOperations.forEachItemByStatus(
        session,
        "stream",
        item -> {
          if (seen.incrementAndGet() == 600) { // in the second of the portions
            System.out.println("in the middle");
            waitForEver();
          }
        });
  }

  private static void waitForEver() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
