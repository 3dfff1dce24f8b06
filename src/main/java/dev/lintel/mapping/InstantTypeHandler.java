package dev.lintel.mapping;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/**
 * Carries {@link Instant} to and from {@code timestamptz} columns, to the microsecond, whatever the
 * zones of JVM and session; SQL NULL is null. {@code infinity} reads as the instant of {@link
 * OffsetDateTime#MAX}, {@code -infinity} as that of {@link OffsetDateTime#MIN}, and both go back as
 * what they were.
 */
public final class InstantTypeHandler implements TypeHandler<Instant> {

  private static final Instant INFINITY = OffsetDateTime.MAX.toInstant();
  private static final Instant MINUS_INFINITY = OffsetDateTime.MIN.toInstant();

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
    return toInstant(row.getObject(column, OffsetDateTime.class));
  }

  @Override
  public Instant getResult(ResultSet row, int column) throws SQLException {
    return toInstant(row.getObject(column, OffsetDateTime.class));
  }

  @Override
  public Instant getResult(CallableStatement call, int column) throws SQLException {
    return toInstant(call.getObject(column, OffsetDateTime.class));
  }

  private static OffsetDateTime atOffset(Instant value) {
    if (value.compareTo(INFINITY) >= 0) {
      return OffsetDateTime.MAX;
    }
    if (value.compareTo(MINUS_INFINITY) <= 0) {
      return OffsetDateTime.MIN;
    }
    return value.atOffset(ZoneOffset.UTC);
  }

  private static Instant toInstant(OffsetDateTime value) {
    return value == null ? null : value.toInstant();
  }
}
