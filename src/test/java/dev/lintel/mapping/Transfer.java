package dev.lintel.mapping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.type.TypeHandler;

/** Sends a value through its handler and reads it back, both as text and in the binary form. */
final class Transfer {

  /** The driver changes to the binary form at the fifth execution. */
  private static final int EXECUTIONS = 8;

  private Transfer() {}

  static <T> List<T> roundTrips(Connection connection, TypeHandler<T> handler, String type, T value)
      throws SQLException {
    List<T> results = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT x AS v, x FROM (SELECT ?::" + type + " AS x) AS s")) {
      for (int i = 0; i < EXECUTIONS; i++) {
        handler.setParameter(statement, 1, value, null);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          results.add(handler.getResult(row, "v"));
          results.add(handler.getResult(row, 2));
        }
      }
    }
    return results;
  }

  /** Reads what the server makes of an expression. */
  static <T> List<T> reads(Connection connection, TypeHandler<T> handler, String expression)
      throws SQLException {
    List<T> results = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + expression)) {
      for (int i = 0; i < EXECUTIONS; i++) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          results.add(handler.getResult(row, 1));
        }
      }
    }
    return results;
  }

  /** What the server takes a value for, as it prints it in UTC. */
  static <T> List<String> arrivesAs(
      Connection connection, TypeHandler<T> handler, String expression, T value)
      throws SQLException {
    List<String> results = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement("SELECT " + expression)) {
      for (int i = 0; i < EXECUTIONS; i++) {
        handler.setParameter(statement, 1, value, null);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          results.add(row.getString(1));
        }
      }
    }
    return results;
  }
}
