package dev.lintel.testing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;

/** Rows as another program would store them, with the times that a test wants. */
public final class StoredItems {

  private StoredItems() {}

  /**
   * Items named 1 to count, each a second younger than the one before.
   *
   * @param perSecond how many share each second; more than one makes ties of created_at
   */
  public static void insert(SqlSession session, String status, int count, int perSecond) {
    String sql =
        "INSERT INTO lintel.items (name, status, created_at, updated_at)"
            + " SELECT n::text, ?, t, t FROM (SELECT n, timestamptz '2020-01-01 00:00:00Z'"
            + " + interval '1 s' * ((n - 1) / ?) AS t FROM generate_series(1, ?) AS n) AS new";
    try (PreparedStatement statement = session.getConnection().prepareStatement(sql)) {
      statement.setString(1, status);
      statement.setInt(2, perSecond);
      statement.setInt(3, count);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives all items of a status one document. */
  public static void setMetadata(SqlSession session, String status, String json) {
    String sql = "UPDATE lintel.items SET metadata = ?::jsonb WHERE status = ?";
    try (PreparedStatement statement = session.getConnection().prepareStatement(sql)) {
      statement.setString(1, json);
      statement.setString(2, status);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Moves a row's creation into the past, by seconds. */
  public static void age(SqlSession session, String table, UUID id, int seconds) {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(
          "UPDATE lintel."
              + table
              + " SET created_at = created_at - interval '1 s' * "
              + seconds
              + " WHERE id = '"
              + id
              + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
