package dev.lintel.tools.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query, all of whose rows are read at once. Parameters are for its question marks. */
public final class Query {

  private Query() {}

  /** What a row becomes. */
  public interface Mapping<T> {

    /**
     * @param row stands on the row
     */
    T of(ResultSet row) throws SQLException;
  }

  /** Who looks at a row. */
  public interface Reader {

    /**
     * @param row stands on the row
     */
    void read(ResultSet row) throws SQLException;
  }

  /** Shows each row to a reader, in their order. */
  public static void forEach(Connection connection, String sql, Reader reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /**
   * @return one element a row, in their order
   */
  public static <T> List<T> list(
      Connection connection, String sql, Mapping<T> mapping, Object... parameters)
      throws SQLException {
    List<T> list = new ArrayList<>();
    forEach(connection, sql, row -> list.add(mapping.of(row)), parameters);
    return list;
  }

  /**
   * The first column as text.
   *
   * @param sql gives one row
   * @return null if it is NULL
   */
  public static String value(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return list(connection, sql, row -> row.getString(1), parameters).get(0);
  }
}
