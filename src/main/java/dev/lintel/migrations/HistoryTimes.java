package dev.lintel.migrations;

import dev.lintel.mapping.SchemaName;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * When each row of the history was written. Flyway keeps the session's local time and reads it as
 * the JVM's, which is hours off where the two zones differ; here the server converts it, by the
 * zone of the session that reads. Which zone the writer was in, nothing tells.
 */
final class HistoryTimes {

  private HistoryTimes() {}

  /** By the row's rank. */
  static Map<Integer, Instant> read(DataSource dataSource, String schema, String historyTable) {
    String sql =
        "SELECT installed_rank, installed_on::timestamptz FROM "
            + SchemaName.quoted(schema)
            + "."
            + SchemaName.quoted(historyTable);
    Map<Integer, Instant> times = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        times.put(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant());
      }
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
    return times;
  }
}
