package dev.lintel.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What a team would have instead of a document of messages: a row a message, by hand-written JDBC.
 * The conversation's own row counts them, so that two appends at once get two positions.
 */
final class MessageTable {

  private final DataSource pool;
  private final String schema;

  private MessageTable(DataSource pool, String schema) {
    this.pool = pool;
    this.schema = schema;
  }

  /** With the messages that the documents in {@code conversations} have. */
  static MessageTable copy(Bench bench, String schema) throws SQLException {
    bench.sql(
        """
        CREATE TABLE %1$s.threads (
          id uuid PRIMARY KEY,
          length integer NOT NULL,
          updated_at timestamptz NOT NULL
        )
        """
            .formatted(schema),
        """
        INSERT INTO %1$s.threads
        SELECT id, jsonb_array_length(messages), updated_at FROM %1$s.conversations
        """
            .formatted(schema),
        """
        CREATE TABLE %1$s.messages (
          thread_id uuid NOT NULL,
          position integer NOT NULL,
          role text NOT NULL,
          content text NOT NULL
        )
        """
            .formatted(schema),
        """
        INSERT INTO %1$s.messages
        SELECT c.id, m.position - 1, m.message ->> 'role', m.message ->> 'content'
        FROM %1$s.conversations AS c,
          jsonb_array_elements(c.messages) WITH ORDINALITY AS m (message, position)
        """
            .formatted(schema),
        """
        ALTER TABLE %1$s.messages
          ADD PRIMARY KEY (thread_id, position),
          ADD FOREIGN KEY (thread_id) REFERENCES %1$s.threads (id)
        """
            .formatted(schema),
        "VACUUM ANALYZE " + schema + ".threads",
        "VACUUM ANALYZE " + schema + ".messages");
    return new MessageTable(bench.pool(), schema);
  }

  void append(UUID thread, String role, String content) throws SQLException {
    String sql =
        """
        WITH thread AS (
          UPDATE %1$s.threads SET length = length + 1, updated_at = now() WHERE id = ?
          RETURNING id, length
        )
        INSERT INTO %1$s.messages (thread_id, position, role, content)
        SELECT id, length - 1, ?, ? FROM thread
        RETURNING position
        """
            .formatted(schema);
    run(
        sql,
        statement -> {
          statement.setObject(1, thread);
          statement.setString(2, role);
          statement.setString(3, content);
        });
  }

  void last(UUID thread, int limit) throws SQLException {
    read(thread, "ORDER BY position DESC LIMIT " + limit);
  }

  void all(UUID thread) throws SQLException {
    read(thread, "ORDER BY position");
  }

  private void read(UUID thread, String order) throws SQLException {
    run(
        "SELECT position, role, content FROM " + schema + ".messages WHERE thread_id = ? " + order,
        statement -> statement.setObject(1, thread));
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * In a transaction of its own, as the operations that it stands beside; reads all of each row.
   */
  private void run(String sql, Parameters parameters) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.set(statement);
        try (ResultSet rows = statement.executeQuery()) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              rows.getString(column);
            }
          }
        }
      }
      connection.commit();
    }
  }
}
