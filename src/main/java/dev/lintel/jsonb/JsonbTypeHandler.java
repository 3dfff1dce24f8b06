package dev.lintel.jsonb;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/**
 * Carries documents to and from JSONB columns as text; SQL NULL is null. One small class a kind of
 * document extends it and is named in the mapper XML, on the bind and on the result side: the bind
 * is written {@code #{metadata,typeHandler=…}::jsonb}.
 *
 * @param <T> the document
 */
public abstract class JsonbTypeHandler<T extends JsonDocument<?>> implements TypeHandler<T> {

  abstract T read(String text);

  @Override
  public final void setParameter(PreparedStatement statement, int i, T document, JdbcType jdbcType)
      throws SQLException {
    // a null String is SQL NULL
    statement.setString(i, document == null ? null : document.text());
  }

  @Override
  public final T getResult(ResultSet row, String column) throws SQLException {
    return orNull(row.getString(column));
  }

  @Override
  public final T getResult(ResultSet row, int column) throws SQLException {
    return orNull(row.getString(column));
  }

  @Override
  public final T getResult(CallableStatement call, int column) throws SQLException {
    return orNull(call.getString(column));
  }

  private T orNull(String text) {
    return text == null ? null : read(text);
  }
}
