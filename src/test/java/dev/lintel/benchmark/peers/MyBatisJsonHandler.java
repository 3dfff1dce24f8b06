package dev.lintel.benchmark.peers;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** JSON as text, as MyBatis' documentation has a type of one's own mapped. */
abstract class MyBatisJsonHandler<T> extends BaseTypeHandler<T> {

  /** A JSON object. */
  public static final class OfObject extends MyBatisJsonHandler<Map<String, Object>> {
    public OfObject() {
      super(Jackson::object);
    }
  }

  /** A JSON array of objects. */
  public static final class OfArray extends MyBatisJsonHandler<List<Map<String, Object>>> {
    public OfArray() {
      super(Jackson::array);
    }
  }

  private final Function<String, T> read;

  private MyBatisJsonHandler(Function<String, T> read) {
    this.read = read;
  }

  @Override
  public void setNonNullParameter(PreparedStatement statement, int i, T value, JdbcType type)
      throws SQLException {
    statement.setString(i, Jackson.text(value));
  }

  @Override
  public T getNullableResult(ResultSet row, String column) throws SQLException {
    return orNull(row.getString(column));
  }

  @Override
  public T getNullableResult(ResultSet row, int column) throws SQLException {
    return orNull(row.getString(column));
  }

  @Override
  public T getNullableResult(CallableStatement call, int column) throws SQLException {
    return orNull(call.getString(column));
  }

  private T orNull(String text) {
    return text == null ? null : read.apply(text);
  }
}
