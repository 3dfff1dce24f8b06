package dev.lintel.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What a team would have instead of a document of messages: a row a message, by hand-written JDBC.
 * Two appends at once may ask for the same position; the simple table refuses the second.
 */
final class MessageTable {

  private final DataSource pool;
  private final String table;

  MessageTable(DataSource pool, String table) {
    this.pool = pool;
    this.table = table;
  }

  /** With the messages that the conversations' documents have. */
  static MessageTable copy(Bench bench, String table, String conversations) throws SQLException {
    bench.sql(
        """
        CREATE TABLE %1$s (
          conversation_id uuid NOT NULL,
          position integer NOT NULL,
          role text NOT NULL,
          content text NOT NULL,
          created_at timestamptz NOT NULL DEFAULT now()
        )
        """
            .formatted(table),
        """
        INSERT INTO %1$s (conversation_id, position, role, content)
        SELECT c.id, m.position - 1, m.message ->> 'role', m.message ->> 'content'
        FROM %2$s AS c, jsonb_array_elements(c.messages) WITH ORDINALITY AS m (message, position)
        """
            .formatted(table, conversations),
        """
        ALTER TABLE %1$s
          ADD PRIMARY KEY (conversation_id, position),
          ADD FOREIGN KEY (conversation_id) REFERENCES %2$s (id)
        """
            .formatted(table, conversations),
        "VACUUM ANALYZE " + table);
    return new MessageTable(bench.pool(), table);
  }

  void append(UUID conversation, String role, String content) throws SQLException {
    String sql =
        "INSERT INTO "
            + table
            + " (conversation_id, position, role, content)"
            + " SELECT ?, COALESCE(max(position) + 1, 0), ?, ? FROM "
            + table
            + " WHERE conversation_id = ? RETURNING position";
    run(
        sql,
        statement -> {
          statement.setObject(1, conversation);
          statement.setString(2, role);
          statement.setString(3, content);
          statement.setObject(4, conversation);
        });
  }

  /** The newest messages first. */
  int last(UUID conversation, int limit) throws SQLException {
    return run(
        "SELECT position, role, content FROM "
            + table
            + " WHERE conversation_id = ? ORDER BY position DESC LIMIT "
            + limit,
        statement -> statement.setObject(1, conversation));
  }

  int all(UUID conversation) throws SQLException {
    return run(
        "SELECT position, role, content FROM "
            + table
            + " WHERE conversation_id = ? ORDER BY position",
        statement -> statement.setObject(1, conversation));
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** In a transaction of its own, as the operations that it stands beside. */
  private int run(String sql, Parameters parameters) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      int rows = 0;
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.set(statement);
        try (ResultSet found = statement.executeQuery()) {
          while (found.next()) {
            rows++;
            for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
              found.getString(column);
            }
          }
        }
      }
      connection.commit();
      return rows;
    }
  }
}
