package dev.lintel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class TimeOrderedUuidTest {

  @Test
  void isOfVersionSevenAndTellsItsMillisecond() {
    Instant before = Instant.now();
    UUID uuid = TimeOrderedUuid.next();
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    // not before the call; after it only as far as the counter of busy milliseconds ran ahead
    assertThat(uuid.getMostSignificantBits() >>> 16)
        .isBetween(before.toEpochMilli(), before.toEpochMilli() + 60_000);
  }

  @Test
  void growsAsTheServerCompares(SqlSession session) throws SQLException {
    List<UUID> made = Stream.generate(TimeOrderedUuid::next).limit(10_000).toList();
    String sql = "SELECT bool_and(a < b) FROM unnest(?::uuid[], ?::uuid[]) AS pairs (a, b)";
    try (PreparedStatement statement = session.getConnection().prepareStatement(sql)) {
      for (int i = 0; i < 2; i++) {
        Object[] part = made.subList(i, made.size() - 1 + i).toArray();
        statement.setArray(i + 1, session.getConnection().createArrayOf("uuid", part));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getBoolean(1)).isTrue();
      }
    }
  }

  @Test
  void isNeverMadeTwiceByManyThreads() {
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    Set<Long> ticks = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 200_000)
        .parallel()
        .forEach(
            i -> {
              UUID uuid = TimeOrderedUuid.next();
              made.add(uuid);
              ticks.add(uuid.getMostSignificantBits());
            });
    assertThat(made).hasSize(200_000);
    assertThat(ticks).hasSize(200_000); // different before their random part is looked at
  }

  @Test
  void holdsSixtyTwoRandomBits() {
    long everOne = 0;
    long everZero = 0;
    for (int i = 0; i < 1_000; i++) {
      long bits = TimeOrderedUuid.next().getLeastSignificantBits();
      everOne |= bits;
      everZero |= ~bits;
    }
    assertThat(Long.bitCount(everOne & everZero)).isEqualTo(62);
  }
}
