package dev.lintel.tools.review.plan;

import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Changes of a scratch database that are looked at and rolled back. */
public final class Trial {

  private final Connection connection;
  private final Planner planner;

  /**
   * @param connection to a database that nobody else uses
   */
  public Trial(Connection connection) throws SQLException {
    this.connection = connection;
    this.planner = new Planner(connection);
    connection.setAutoCommit(false);
  }

  /** Looks at plans as they are after a change. */
  public interface Look<T> {

    T at(Planner planner) throws SQLException;
  }

  /**
   * @param change a statement
   * @return what the look gives; empty if the server refuses the change or the look
   * @throws dev.lintel.DatabaseException if the connection is lost
   */
  public <T> Optional<T> after(String change, Look<T> look) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(change);
      return Optional.of(look.at(planner));
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        throw ServerErrors.translate(e);
      }
      return Optional.empty();
    } finally {
      rollBack();
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }
}
