package dev.lintel.mapping;

import dev.lintel.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/**
 * Carries {@link Instant} to and from {@code timestamptz} columns, to the microsecond, whatever the
 * zones of JVM and session; SQL NULL is null. {@code infinity} reads as the instant of {@link
 * OffsetDateTime#MAX}, {@code -infinity} as that of {@link OffsetDateTime#MIN}, and both go back as
 * what they were. A time that PostgreSQL does not have is refused before it is sent; nanoseconds
 * are rounded.
 */
public final class InstantTypeHandler implements TypeHandler<Instant> {

  private static final Instant INFINITY = OffsetDateTime.MAX.toInstant();
  private static final Instant MINUS_INFINITY = OffsetDateTime.MIN.toInstant();

  /** The driver sends anything earlier as {@code -infinity}. */
  private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

  /** The end of timestamptz: a later time is an error of the server, which aborts a transaction. */
  private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59.999999Z");

  /**
   * The one text of a timestamptz that is as long as its binary form, and could be taken for it.
   */
  private static final byte[] INFINITY_AS_TEXT = "infinity".getBytes(StandardCharsets.US_ASCII);

  /**
   * Old drivers take the era for that of the instant in UTC, and are years off where it is another
   * in the session's zone.
   */
  private static final Pattern BEFORE_CHRIST =
      Pattern.compile(
          "(?<year>\\d+)-(?<month>\\d\\d)-(?<day>\\d\\d) (?<time>[\\d:.]+)(?<offset>[+-][\\d:]+) BC");

  /** 2000-01-01, from which PostgreSQL counts. */
  private static final long EPOCH_SECONDS = 946_684_800L;

  @Override
  public void setParameter(PreparedStatement statement, int i, Instant value, JdbcType jdbcType)
      throws SQLException {
    if (value == null) {
      statement.setNull(i, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(i, atOffset(value));
    }
  }

  @Override
  public Instant getResult(ResultSet row, String column) throws SQLException {
    int place = row.findColumn(column);
    String type = row.getMetaData().getColumnTypeName(place);
    return "timestamptz".equals(type)
        ? getResult(row, place)
        : toInstant(row.getObject(place, OffsetDateTime.class)); // the driver refuses it
  }

  @Override
  public Instant getResult(ResultSet row, int column) throws SQLException {
    byte[] raw = row.getBytes(column);
    if (raw == null) {
      return null;
    }
    if (raw.length == Long.BYTES && !Arrays.equals(raw, INFINITY_AS_TEXT)) {
      return ofMicros(ByteBuffer.wrap(raw).getLong());
    }
    if (raw[raw.length - 1] == 'C') {
      Matcher text = BEFORE_CHRIST.matcher(new String(raw, StandardCharsets.US_ASCII));
      if (text.matches()) {
        return beforeChrist(text);
      }
    }
    return toInstant(row.getObject(column, OffsetDateTime.class));
  }

  private static Instant beforeChrist(Matcher text) {
    int year = 1 - Integer.parseInt(text.group("year"));
    return LocalDate.of(
            year, Integer.parseInt(text.group("month")), Integer.parseInt(text.group("day")))
        .atTime(LocalTime.parse(text.group("time")))
        .toInstant(ZoneOffset.of(text.group("offset")));
  }

  private static Instant ofMicros(long micros) {
    if (micros == Long.MAX_VALUE) {
      return INFINITY;
    }
    if (micros == Long.MIN_VALUE) {
      return MINUS_INFINITY;
    }
    return Instant.ofEpochSecond(
        EPOCH_SECONDS + Math.floorDiv(micros, 1_000_000L),
        Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  @Override
  public Instant getResult(CallableStatement call, int column) throws SQLException {
    return toInstant(call.getObject(column, OffsetDateTime.class));
  }

  /**
   * Whether a row can have this time, and the driver sends it as it is.
   *
   * @param value not null
   * @return true also for the instants that stand for the infinities
   */
  public static boolean isStorable(Instant value) {
    return !value.isBefore(EARLIEST) && !value.isAfter(LATEST)
        || value.equals(INFINITY)
        || value.equals(MINUS_INFINITY);
  }

  private static OffsetDateTime atOffset(Instant value) {
    if (value.compareTo(INFINITY) >= 0) {
      return OffsetDateTime.MAX;
    }
    if (value.compareTo(MINUS_INFINITY) <= 0) {
      return OffsetDateTime.MIN;
    }
    if (!isStorable(value)) {
      throw new InvalidValueException(
          "timestamptz", "a time from " + EARLIEST + " to " + LATEST, value.toString());
    }
    return value.atOffset(ZoneOffset.UTC);
  }

  private static Instant toInstant(OffsetDateTime value) {
    return value == null ? null : value.toInstant();
  }
}
