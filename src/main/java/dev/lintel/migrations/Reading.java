package dev.lintel.migrations;

import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads on a connection of the caller's data source, and gives it back without a transaction. */
final class Reading {

  /** What is read. */
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }

  private Reading() {}

  /**
   * @throws dev.lintel.DatabaseException if the server cannot be reached or refuses a statement
   */
  static <R> R on(DataSource dataSource, Work<R> work) {
    try (Connection connection = dataSource.getConnection()) {
      R result;
      try {
        result = work.on(connection);
      } catch (SQLException | RuntimeException | Error e) {
        endAfter(e, connection);
        throw e;
      }
      end(connection);
      return result;
    } catch (SQLException e) {
      throw ServerErrors.translate(e, dataSource);
    }
  }

  private static void endAfter(Throwable failure, Connection connection) {
    try {
      end(connection);
    } catch (SQLException | RuntimeException later) {
      failure.addSuppressed(later);
    }
  }

  private static void end(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }
}
