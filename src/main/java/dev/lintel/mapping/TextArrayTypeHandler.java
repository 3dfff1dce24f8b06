package dev.lintel.mapping;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/**
 * Sends a list of strings as one {@code text[]}, null elements as SQL NULL; the mapper casts it:
 * {@code #{ids,typeHandler=…}::uuid[]}. For binds only.
 */
public final class TextArrayTypeHandler implements TypeHandler<List<String>> {

  @Override
  public void setParameter(
      PreparedStatement statement, int i, List<String> values, JdbcType jdbcType)
      throws SQLException {
    if (values == null) {
      statement.setNull(i, Types.ARRAY);
      return;
    }
    Array array = statement.getConnection().createArrayOf("text", values.toArray(new String[0]));
    try {
      statement.setArray(i, array);
    } finally {
      array.free();
    }
  }

  @Override
  public List<String> getResult(ResultSet row, String column) throws SQLException {
    throw bindsOnly();
  }

  @Override
  public List<String> getResult(ResultSet row, int column) throws SQLException {
    throw bindsOnly();
  }

  @Override
  public List<String> getResult(CallableStatement call, int column) throws SQLException {
    throw bindsOnly();
  }

  private static SQLException bindsOnly() {
    return new SQLException("TextArrayTypeHandler is for binds, not for results");
  }
}
