package dev.lintel.quickstart;

import dev.lintel.session.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;

/** Prints how the server runs a statement of the mapper XML, with the text that MyBatis sends. */
final class Explain {

  private final Database database;

  Explain(Database database) {
    this.database = database;
  }

  void print(String statementId, String status, int limit) throws SQLException {
    BoundSql sql =
        database
            .sqlSessionFactory()
            .getConfiguration()
            .getMappedStatement(statementId)
            .getBoundSql(null);
    Map<String, Object> values = Map.of("status", status, "limit", limit);
    try (Connection connection = database.dataSource().getConnection();
        Statement analyze = connection.createStatement();
        PreparedStatement explain =
            connection.prepareStatement("EXPLAIN (COSTS OFF) " + sql.getSql())) {
      analyze.execute("ANALYZE");
      int i = 1;
      for (ParameterMapping parameter : sql.getParameterMappings()) {
        explain.setObject(i++, values.get(parameter.getProperty()));
      }
      try (ResultSet plan = explain.executeQuery()) {
        while (plan.next()) {
          Quickstart.say("  " + plan.getString(1));
        }
      }
    }
  }
}
