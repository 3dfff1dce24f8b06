package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred callers of a pool of two. */
@Tag("faults")
@PostgresTest
class ExhaustedPoolTest {

  private static final int POOL = 2;
  private static final int CALLERS = 200;

  private final WriteHistory history = new WriteHistory();

  @Test
  void servesEachInTurnTellsThoseThatWaitedInVainAndServesAgain(TestDatabase test)
      throws Exception {
    try (Database database = database(test)) {
      Callers.together(CALLERS, caller -> create(database));
      assertThat(history.acknowledged()).isEqualTo(CALLERS);

      assertThat(refusedWhileAllAreHeld(database)).isEqualTo(CALLERS - POOL);
      assertThat(history.acknowledged()).isEqualTo(CALLERS);

      Callers.together(CALLERS, caller -> create(database));
      assertThat(history.acknowledged()).isEqualTo(2 * CALLERS);
      assertThat(sessions(test)).isLessThanOrEqualTo(POOL);
    }
    history.assertMatches(
        test.query("SELECT id FROM lintel.items").stream()
            .map(row -> UUID.fromString(row.get(0)))
            .toList());
    Figures.write(
        "exhausted pool", String.format("%d callers, %d connections: %s", CALLERS, POOL, history));
  }

  /** Two hold a connection until all others have ended, each with an error. */
  private int refusedWhileAllAreHeld(Database database) throws Exception {
    CountDownLatch held = new CountDownLatch(POOL);
    CountDownLatch waiting = new CountDownLatch(CALLERS - POOL);
    AtomicInteger refused = new AtomicInteger();
    Callers.together(
        CALLERS,
        caller -> {
          if (caller < POOL) {
            database.useTransaction(
                session -> {
                  ItemOperations.countItemsByStatus(session, "new");
                  held.countDown();
                  if (caller == 0) { // within its own transaction it asks for a second one
                    held.await(1, TimeUnit.MINUTES);
                    assertThatThrownBy(() -> create(database)).satisfies(this::namesTheWait);
                  }
                  assertThat(waiting.await(2, TimeUnit.MINUTES)).isTrue();
                });
          } else {
            held.await(1, TimeUnit.MINUTES);
            assertThatThrownBy(() -> create(database)).satisfies(this::namesTheWait);
            refused.incrementAndGet();
            waiting.countDown();
          }
        });
    return refused.get();
  }

  private void namesTheWait(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("onnection is not available")
        .hasMessageMatching("(?s).*timed out after 1\\d{4}ms.*");
  }

  private void create(Database database) {
    UUID id = UUID.randomUUID();
    history.attempted(id);
    try {
      database.useTransaction(
          session ->
              ItemOperations.createItem(
                  session, NewItem.builder().id(id).name("Lamp").status("new").build()));
      history.acknowledged(id);
    } catch (DatabaseException e) {
      history.failed(id);
      throw e;
    }
  }

  private static Database database(TestDatabase test) {
    return Database.builder()
        .url(test.url())
        .maximumPoolSize(POOL)
        .applicationName("exhausted")
        .build();
  }

  private static int sessions(TestDatabase test) {
    return Integer.parseInt(
        test.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'exhausted'"));
  }
}
