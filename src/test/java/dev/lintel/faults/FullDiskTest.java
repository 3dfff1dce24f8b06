package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.OwnJvm;
import dev.lintel.tools.scratch.ScratchFolder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk below the tables fills up under load, and later has room again. */
@Tag("faults")
class FullDiskTest {

  private static final int MEGABYTES = 16;
  private static final int THREADS = 4;
  private static final int REFUSED_EACH = Load.of(20, 500);
  private static final int AFTERWARDS_EACH = Load.of(20, 200);

  private final WriteHistory history = new WriteHistory();
  private final CountDownLatch refused = new CountDownLatch(THREADS * REFUSED_EACH);
  private final CountDownLatch roomAgain = new CountDownLatch(1);
  private final AtomicInteger refusedAfterwards = new AtomicInteger();

  @Test
  void isNamedLosesNothingAndServiceReturnsWithTheSpace() throws Exception {
    assumeTrue(
        ServerOnSmallDisk.isPossible(), "users cannot make namespaces here: no small disk to fill");
    try (ScratchFolder disk = ScratchFolder.create("lintel-small-disk-");
        OwnJvm jvm = ServerOnSmallDisk.start(disk.path(), MEGABYTES)) {
      String url = jvm.await("url ");
      try (Database database = Database.builder().url(url).maximumPoolSize(THREADS + 1).build()) {
        Migrations.over(database.dataSource()).upgrade();
        moveTablesTo(disk.path().toString(), database);

        Callers.together(
            THREADS + 1,
            caller -> {
              if (caller == THREADS) {
                assertThat(refused.await(3, TimeUnit.MINUTES)).as("the disk is full").isTrue();
                readsGoOn(database);
                execute(database, "DROP TABLE public.filler");
                roomAgain.countDown();
              } else {
                fill(database, new Random(caller));
              }
            });

        execute(database, "CHECKPOINT"); // all that was acknowledged can be written
        history.assertMatches(ids(database, "parents"));
        history.assertMatches(ids(database, "items"));
      }
    }
    assertThat(history.failed()).isGreaterThanOrEqualTo(THREADS * REFUSED_EACH);
    assertThat(refusedAfterwards.get()).as("refused although there was room again").isZero();
    Figures.write("full disk", String.format("%d threads: %s", THREADS, history));
  }

  private void fill(Database database, Random random) throws InterruptedException {
    for (int failed = 0; failed < REFUSED_EACH; ) {
      if (!create(database, random)) {
        failed++;
        refused.countDown();
      }
    }
    assertThat(roomAgain.await(3, TimeUnit.MINUTES)).isTrue();
    for (int i = 0; i < AFTERWARDS_EACH; i++) {
      if (!create(database, random)) {
        refusedAfterwards.incrementAndGet();
      }
    }
  }

  /** A small row and a large one in one transaction: both or none. */
  private boolean create(Database database, Random random) {
    UUID id = UUID.randomUUID();
    StringBuilder text = new StringBuilder();
    random.ints(3_000, ' ', 0x7f).forEach(text::appendCodePoint);
    history.attempted(id);
    try {
      database.useTransaction(
          session -> {
            try (Statement statement = session.getConnection().createStatement()) {
              statement.execute("INSERT INTO lintel.parents VALUES ('" + id + "', 'Shop')");
            }
            ItemOperations.createItem(
                session,
                NewItem.builder()
                    .id(id)
                    .name("Lamp")
                    .status("new")
                    .parentId(id)
                    .description(text.toString())
                    .build());
          });
      history.acknowledged(id);
      return true;
    } catch (DatabaseException e) {
      assertThat(e.getSqlState()).isEqualTo("53100");
      assertThat(e).hasMessageContaining("No space left on device");
      history.failed(id);
      return false;
    } catch (SQLException e) { // of the plain insert
      assertThat(e.getSQLState()).isEqualTo("53100");
      history.failed(id);
      return false;
    }
  }

  private static void readsGoOn(Database database) {
    database.useTransaction(
        session ->
            assertThat(ItemOperations.pageItemsByStatus(session, "new", 10, null).getContent())
                .hasSize(10));
  }

  private static void moveTablesTo(String folder, Database database) throws SQLException {
    execute(
        database,
        "CREATE TABLESPACE small LOCATION '" + folder + "'",
        "ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE small",
        "ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE small",
        "CREATE TABLE public.filler (b text) TABLESPACE small",
        "ALTER TABLE public.filler ALTER b SET STORAGE EXTERNAL",
        "INSERT INTO public.filler SELECT repeat('x', 1000000) FROM generate_series(1, 9)");
  }

  private static void execute(Database database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<UUID> ids(Database database, String table) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM lintel." + table)) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }
}
