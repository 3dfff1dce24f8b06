package dev.lintel.tools.schema.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** A statement that may fail without harm to its transaction. */
final class Attempt {

  private Attempt() {}

  /**
   * @return what the server said if it failed, and nothing has changed; null if it was done
   */
  static SQLException run(Connection connection, String sql) throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      connection.releaseSavepoint(savepoint);
      return null;
    } catch (SQLException e) {
      connection.rollback(savepoint);
      return e;
    }
  }
}
