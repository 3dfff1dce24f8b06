package dev.lintel.mapping;

import java.nio.ByteBuffer;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/** Carries {@link UUID} to and from {@code uuid} columns; SQL NULL is null. */
public final class UuidTypeHandler implements TypeHandler<UUID> {

  @Override
  public void setParameter(PreparedStatement statement, int i, UUID value, JdbcType jdbcType)
      throws SQLException {
    if (value == null) {
      statement.setNull(
          i, Types.OTHER, "uuid"); // as a value: of another type the driver prepares anew
    } else {
      statement.setObject(i, value);
    }
  }

  @Override
  public UUID getResult(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  @Override
  public UUID getResult(ResultSet row, int column) throws SQLException {
    byte[] raw = row.getBytes(column);
    if (raw == null || raw.length != 2 * Long.BYTES) {
      return raw == null ? null : row.getObject(column, UUID.class);
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  @Override
  public UUID getResult(CallableStatement call, int column) throws SQLException {
    return call.getObject(column, UUID.class);
  }
}
