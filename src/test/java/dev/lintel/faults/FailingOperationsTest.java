package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.faults.FailuresInOwnJvm.Held;
import dev.lintel.testing.Load;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operations that fail, in every way there is, by the thousand. */
@Tag("faults")
@PostgresTest
class FailingOperationsTest {

  private static final int FAILURES = Load.of(2_000, 100_000);

  @Test
  void leavePoolServerAndMemoryAsTheyWere(TestDatabase test) throws Exception {
    Held before;
    Held after;
    try (OwnJvm jvm = OwnJvm.start(FailuresInOwnJvm.class, test.url(), String.valueOf(FAILURES))) {
      before = Held.parse(jvm.await("before "));
      after = Held.parse(jvm.await("after "));
      jvm.awaitEnd("");
    }

    assertThat(after.sessions()).isEqualTo(before.sessions());
    assertThat(after.sessionsInTransaction()).as("the holder's").isOne();
    assertThat(before.sessionsInTransaction()).isOne();
    assertThat(after.locks()).as("the holder's").isEqualTo(before.locks());
    assertThat(after.preparedStatements()).isEqualTo(before.preparedStatements());
    assertThat(after.rows()).isZero();
    long heap = after.heap() - before.heap();
    long server = after.serverMemory() - before.serverMemory();
    assertThat(heap).as("bytes of the heap").isLessThan(1_000_000);
    assertThat(server).as("bytes of four server sessions").isLessThan(1_000_000);
    Figures.write(
        "failing operations",
        String.format(
            "%,d of %d kinds: live heap %+,d kB, memory of the server's sessions %+,d kB, prepared"
                + " statements, sessions, locks as before",
            FAILURES, FailureKind.values().length, heap / 1_000, server / 1_000));
  }
}
