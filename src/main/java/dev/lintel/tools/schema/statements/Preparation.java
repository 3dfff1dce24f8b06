package dev.lintel.tools.schema.statements;

import dev.lintel.tools.schema.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets the server prepare statements. Nothing is executed. */
final class Preparation {

  private static final String CONNECTION_LOST = "08...|57P..";
  private static final String UNDETERMINED = "42P18";
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final Connection connection;

  /**
   * @param connection in auto-commit
   */
  Preparation(Connection connection) {
    this.connection = connection;
  }

  /**
   * @return null if the server prepares all of it
   * @throws SQLException if the connection is lost
   */
  Refusal of(StatementText text) throws SQLException {
    for (String sql : text.preparable()) {
      Refusal refusal = of(sql, new TreeMap<>());
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** A parameter whose type nothing tells is text, as a driver sends a String. */
  private Refusal of(String sql, TreeMap<Integer, String> types) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("PREPARE lintel_check" + declared(types) + " AS " + sql);
      statement.execute("DEALLOCATE lintel_check");
      return null;
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).matches(CONNECTION_LOST)) {
        throw e;
      }
      Matcher parameter = PARAMETER.matcher(String.valueOf(e.getMessage()));
      if (UNDETERMINED.equals(e.getSQLState())
          && parameter.find()
          && types.putIfAbsent(Integer.valueOf(parameter.group(1)), "text") == null) {
        return of(sql, types);
      }
      return new Refusal(e.getSQLState(), ServerMessage.of(e));
    }
  }

  private static String declared(TreeMap<Integer, String> types) {
    if (types.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder(" (");
    int last = types.lastKey();
    for (int i = 1; i <= last; i++) {
      list.append(i == 1 ? "" : ", ").append(types.getOrDefault(i, "unknown"));
    }
    return list.append(')').toString();
  }
}
