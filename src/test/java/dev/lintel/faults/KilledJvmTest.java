package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.ItemOperations;
import dev.lintel.testing.Load;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application's JVM killed with SIGKILL in the middle of its work. */
@PostgresTest
@Tag("faults")
class KilledJvmTest {

  @Test
  void leavesEachBulkCreateDoneOrUndone(TestDatabase test) throws Exception {
    int kills = Load.of(2, 6);
    WriteHistory history = new WriteHistory();
    for (int i = 0; i < kills; i++) {
      try (OwnJvm jvm = OwnJvm.start(JvmToKill.class, "create", test.url())) {
        int committed = ThreadLocalRandom.current().nextInt(1, 6);
        for (int done = 0; done < committed; done++) {
          note(history, "begun " + jvm.await("begun "));
          note(history, "done " + jvm.await("done "));
        }
        note(history, "begun " + jvm.await("begun "));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(30_000_000)); // at any moment
        jvm.kill().forEach(line -> note(history, line));
      }
      awaitNothingLeft(test);
    }
    List<String> batches =
        column(test, "SELECT name FROM lintel.items WHERE status = 'batch' GROUP BY name");
    history.assertMatches(batches);
    assertThat(column(test, "SELECT name FROM lintel.items WHERE status = 'receipt'"))
        .containsExactlyInAnyOrderElementsOf(batches);
    assertThat(
            test.query(
                "SELECT name FROM lintel.items WHERE status = 'batch' GROUP BY name"
                    + " HAVING count(*) <> "
                    + JvmToKill.BATCH))
        .as("half a batch")
        .isEmpty();
    Figures.write(
        "killed JVM",
        kills + " JVMs killed while they create batches of " + JvmToKill.BATCH + "; " + history);
  }

  private static void note(WriteHistory history, String line) {
    if (line.startsWith("begun ")) {
      history.attempted(line.substring("begun ".length()));
    } else if (line.startsWith("done ")) {
      history.acknowledged(line.substring("done ".length()));
    }
  }

  private static List<String> column(TestDatabase test, String sql) {
    return test.query(sql).stream().map(row -> row.get(0)).toList();
  }

  /** The server does not look at its client while it waits; the lock time-out ends that. */
  @Test
  void inAStatementIsNoticedWhenTheStatementEnds(TestDatabase test) throws Exception {
    try (Gate gate = Gate.shut(test);
        OwnJvm jvm = OwnJvm.start(JvmToKill.class, "held create", test.url())) {
      gate.awaitHeld();
      jvm.kill();
      awaitNoSession(test);
      assertThat(test.value("SELECT count(*) FROM lintel.items WHERE name = 'held'"))
          .isEqualTo("0");
    }
    awaitNothingLeft(test);
  }

  @Test
  void inAStreamLeavesNothingOpen(TestDatabase test) throws Exception {
    test.database().useTransaction(session -> StoredItems.insert(session, "stream", 2_000, 1));
    try (OwnJvm jvm = OwnJvm.start(JvmToKill.class, "stream", test.url())) {
      jvm.await("in the middle");
      assertThat(test.value(sessions() + " AND state = 'idle in transaction'")).isEqualTo("1");
      jvm.kill();
      awaitNothingLeft(test);
    }
    assertThat(
            test.database()
                .<Long, RuntimeException>inTransaction(
                    session -> {
                      Stream.Builder<Object> all = Stream.builder();
                      ItemOperations.forEachItemByStatus(session, "stream", all);
                      return all.build().count();
                    }))
        .isEqualTo(2_000);
  }

  private static String sessions() {
    return "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        + " AND application_name = '"
        + JvmToKill.NAME
        + "'";
  }

  static void awaitNoSession(TestDatabase test) {
    LockWait.awaitTrue(test, "SELECT (" + sessions() + ") = 0", "its sessions stay");
  }

  /** No session, and no lock but those of who looks. */
  static void awaitNothingLeft(TestDatabase test) {
    awaitNoSession(test);
    assertThat(
            test.query(
                "SELECT locktype, relation::regclass, mode FROM pg_locks"
                    + " WHERE database = (SELECT oid FROM pg_database"
                    + " WHERE datname = current_database()) AND pid <> pg_backend_pid()"
                    + " AND pid NOT IN (SELECT pid FROM pg_stat_activity"
                    + " WHERE backend_type <> 'client backend')"))
        .isEmpty();
  }
}
