package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.PostgresTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM runs in one odd zone, the sessions of the tests in another. */
@PostgresTest
class InstantTypeHandlerTest {

  private static final String[] ZONES = {
    "UTC",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Europe/Berlin",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Africa/Monrovia",
    "Etc/GMT+12"
  };

  private final InstantTypeHandler handler = new InstantTypeHandler();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "0000-12-31T23:59:59.999999Z",
        "-4712-01-01T00:00:00Z",
        "1582-10-10T12:00:00Z",
        "1899-12-31T23:59:59.123456Z",
        "1900-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "1972-01-07T00:44:29.5Z",
        "2000-02-29T12:34:56.000001Z",
        "2011-12-30T10:00:00Z", // the day that Apia left out
        "2024-03-31T01:30:00Z", // 02:30 is no time of day in Berlin then
        "2024-10-27T00:30:00.25Z", // 02:30 comes twice in Berlin
        "2024-10-27T01:30:00.25Z",
        "2024-04-06T14:15:00Z",
        "2024-09-28T14:00:00Z",
        "9999-12-31T23:59:59.999999Z",
        "+294276-12-31T23:59:59Z"
      })
  void everyInstantComesBackInEveryZone(String text, SqlSession session) throws SQLException {
    Instant instant = Instant.parse(text);
    for (String zone : ZONES) {
      Connection connection = in(zone, session);
      assertThat(Transfer.roundTrips(connection, handler, "timestamptz", instant))
          .as(zone)
          .containsOnly(instant);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 0001-01-01 00:00:00.000000 AD",
    "2024-03-31T01:30:00.000001Z, 2024-03-31 01:30:00.000001 AD",
    "9999-12-31T23:59:59.999999Z, 9999-12-31 23:59:59.999999 AD"
  })
  void serverTakesItForTheSameInstant(String instant, String printed, SqlSession session)
      throws SQLException {
    String expression = "to_char(?::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US AD')";
    for (String zone : ZONES) {
      assertThat(Transfer.arrivesAs(in(zone, session), handler, expression, Instant.parse(instant)))
          .as(zone)
          .containsOnly(printed);
    }
  }

  @Test
  void infinityIsKeptBothWays(SqlSession session) throws SQLException {
    Connection connection = session.getConnection();
    Instant infinity = OffsetDateTime.MAX.toInstant();
    Instant minusInfinity = OffsetDateTime.MIN.toInstant();
    assertThat(Transfer.reads(connection, handler, "'infinity'::timestamptz"))
        .containsOnly(infinity);
    assertThat(Transfer.reads(connection, handler, "'-infinity'::timestamptz"))
        .containsOnly(minusInfinity);
    assertThat(Transfer.arrivesAs(connection, handler, "(?::timestamptz)::text", infinity))
        .containsOnly("infinity");
    assertThat(Transfer.arrivesAs(connection, handler, "(?::timestamptz)::text", minusInfinity))
        .containsOnly("-infinity");
    assertThat(Transfer.arrivesAs(connection, handler, "(?::timestamptz)::text", Instant.MAX))
        .containsOnly("infinity");
  }

  /** In text, where old drivers are two years off. */
  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "-0043-01-01T00:00:00.000001Z"})
  void newYearBeforeChristIsKeptWestOfGreenwich(Instant instant, SqlSession session)
      throws SQLException {
    for (String zone : ZONES) {
      String expression = "'" + beforeChrist(instant) + "'::timestamptz /* " + zone + " */";
      assertThat(Transfer.reads(in(zone, session), handler, expression))
          .as(zone)
          .containsOnly(instant);
    }
  }

  /** As PostgreSQL reads it. */
  private static String beforeChrist(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSX G", Locale.ENGLISH)
        .format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Its eight bytes are those of the text "infinity". */
  @Test
  void instantThatLooksLikeInfinityIsNone(SqlSession session) throws SQLException {
    long micros = 0x696E_6669_6E69_7479L;
    Instant instant = Instant.parse("2000-01-01T00:00:00Z").plus(micros, ChronoUnit.MICROS);
    assertThat(Transfer.roundTrips(session.getConnection(), handler, "timestamptz", instant))
        .containsOnly(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-31T01:30:00.123456001Z, 2024-03-31T01:30:00.123456Z",
    "2024-03-31T01:30:00.123456499Z, 2024-03-31T01:30:00.123456Z",
    "2024-03-31T01:30:00.123456500Z, 2024-03-31T01:30:00.123457Z",
    "1969-12-31T23:59:59.999999999Z, 1970-01-01T00:00:00Z"
  })
  void nanosecondsAreRounded(Instant given, Instant kept, SqlSession session) throws SQLException {
    assertThat(Transfer.roundTrips(session.getConnection(), handler, "timestamptz", given))
        .containsOnly(kept);
  }

  /** The server would refuse the late ones, and the driver sends the early ones as infinity. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+294277-01-01T00:00:00Z",
        "+294276-12-31T23:59:59.999999500Z",
        "+999999999-12-31T23:59:59Z",
        "-4713-12-31T23:59:59.999999Z",
        "-999999999-12-31T23:59:59Z"
      })
  void aTimeThatPostgresqlDoesNotHaveIsRefused(Instant time, SqlSession session)
      throws SQLException {
    try (PreparedStatement statement =
        session.getConnection().prepareStatement("SELECT ?::timestamptz")) {
      assertThatThrownBy(() -> handler.setParameter(statement, 1, time, null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("timestamptz: expected a time from -4712-01-01T00:00:00Z to ")
          .hasMessageEndingWith("but was " + time);
    }
  }

  @Test
  void nullIsNull(SqlSession session) throws SQLException {
    assertThat(Transfer.roundTrips(session.getConnection(), handler, "timestamptz", null))
        .containsOnlyNulls();
  }

  private static Connection in(String zone, SqlSession session) throws SQLException {
    Connection connection = session.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL TIME ZONE '" + zone + "'");
    }
    return connection;
  }
}
