package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.Load;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The zones of JVM and session do not matter, and no microsecond is lost. */
@PostgresTest
@Tag("faults")
@Tag("every-server")
class OddTimesTest {

  @Test
  void sessionsInOddZones(SqlSession session) throws Exception {
    OddTimes odd = new OddTimes(session, Load.of(20, 2_000));
    for (String zone : OddTimes.ZONES) {
      odd.sessionIn(zone);
      odd.assertKept(Load.of(5, 50));
      odd.assertEachKept(1);
    }
    Figures.write(
        "odd times in session zones",
        String.format(
            "%,d times of items and conversations in each of %d zones, read by every operation and"
                + " paged over: each kept to the microsecond and in its place",
            odd.count(), OddTimes.ZONES.length));
  }

  @Test
  void jvmsInOddZones(TestDatabase database) throws Exception {
    List<String> times;
    try (OwnJvm jvm =
        OwnJvm.start(
            List.of("-Dlintel.faults.seed=" + Inputs.SEED),
            OddTimesInOwnJvm.class,
            database.jdbcUrl(),
            String.valueOf(Load.of(5, 300)))) {
      times = jvm.awaitEnd(OddTimesInOwnJvm.KEPT);
    }
    assertThat(times).singleElement().asString().matches("\\d+");
    Figures.write(
        "odd times in JVM zones",
        String.format(
            "%s times in %d zones, as text and in binary: each kept to the microsecond",
            times.get(0), OddTimes.ZONES.length));
  }

  /** JSON has no dates: which text one should become is the caller's to say. */
  @Test
  void datesInDocumentsAreRefusedByName(SqlSession session) {
    UUID id = ItemOperations.createItem(session, "x", "x").getId();
    for (Object date :
        List.of(
            Instant.MAX,
            new Date(),
            LocalDate.MIN,
            OffsetDateTime.MAX,
            Calendar.getInstance(),
            new java.sql.Timestamp(0))) {
      assertThatThrownBy(
              () -> ItemOperations.replaceItemMetadata(session, id, Map.of("at", List.of(date))))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("metadata at /at/0: ")
          .hasMessageContaining(date.getClass().getName());
    }
    assertThat(
            ItemOperations.replaceItemMetadata(session, id, Map.of("at", Instant.EPOCH.toString()))
                .getMetadata())
        .isEqualTo(Map.of("at", "1970-01-01T00:00:00Z"));
  }
}
