package dev.lintel.tools.review.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the server which texts are values of a type: it alone knows all types and casts. */
public final class AcceptedValues {

  private final Connection connection;
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * @param connection in auto-commit: what is refused costs a transaction
   */
  public AcceptedValues(Connection connection) {
    this.connection = connection;
  }

  /**
   * One round trip for each that was not asked for yet.
   *
   * @param type of the parameter, as PREPARE takes it
   * @param casts what it is cast to, the first one first
   * @throws SQLException if the connection is lost
   */
  public boolean accepts(String value, String type, List<String> casts) throws SQLException {
    StringBuilder cast = new StringBuilder(Planner.literal(value)).append("::").append(type);
    casts.forEach(name -> cast.append("::").append(name));
    Boolean before = known.get(cast.toString());
    if (before != null) {
      return before;
    }
    boolean accepted = evaluates("SELECT " + cast);
    known.put(cast.toString(), accepted);
    return accepted;
  }

  private boolean evaluates(String sql) throws SQLException {
    try (Statement statement = Planner.statement(connection)) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      if (Planner.isRefused(e)) {
        return false;
      }
      throw e;
    }
  }
}
