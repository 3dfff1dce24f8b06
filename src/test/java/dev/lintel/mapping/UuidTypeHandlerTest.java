package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class UuidTypeHandlerTest {

  private final UuidTypeHandler handler = new UuidTypeHandler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "80000000-0000-0000-7fff-ffffffffffff",
        "0190163d-8694-739b-aea5-966c26f8ad91"
      })
  void everyBitComesBack(String text, SqlSession session) throws SQLException {
    UUID uuid = UUID.fromString(text);
    assertThat(Transfer.roundTrips(session.getConnection(), handler, "uuid", uuid))
        .containsOnly(uuid);
    assertThat(Transfer.arrivesAs(session.getConnection(), handler, "(?::uuid)::text", uuid))
        .containsOnly(text);
  }

  @Test
  void nullIsNull(SqlSession session) throws SQLException {
    assertThat(Transfer.roundTrips(session.getConnection(), handler, "uuid", null))
        .containsOnlyNulls();
  }
}
