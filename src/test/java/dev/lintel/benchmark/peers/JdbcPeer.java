package dev.lintel.benchmark.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Written by hand on JDBC and Jackson: the limit that the others are measured against. */
public final class JdbcPeer implements Peer {

  private static final String COLUMNS =
      "id, name, description, status, metadata, created_at, updated_at, parent_id";
  private static final int FETCH_SIZE = 500;

  private final String name;
  private final DataSource pool;

  public JdbcPeer(String name, DataSource pool) {
    this.name = name;
    this.pool = pool;
  }

  record Item(
      UUID id,
      String name,
      String description,
      String status,
      Map<String, Object> metadata,
      Instant createdAt,
      Instant updatedAt,
      UUID parentId) {

    long check(boolean readDocuments) {
      return Check.item(
          id, name, description, status, createdAt, updatedAt, readDocuments ? metadata : null);
    }
  }

  /** Work in a transaction of its own. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (Throwable e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long findById(UUID id) {
    return inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT " + COLUMNS + " FROM lintel.items WHERE id = ?")) {
                statement.setObject(1, id);
                return one(statement);
              }
            })
        .check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "UPDATE lintel.items SET status = ?, updated_at = now() WHERE id = ?"
                          + " RETURNING "
                          + COLUMNS)) {
                statement.setString(1, status);
                statement.setObject(2, id);
                return one(statement);
              }
            })
        .check(true);
  }

  @Override
  public long create(NewRow row) {
    return inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "INSERT INTO lintel.items (id, name, description, status, metadata)"
                          + " VALUES (?, ?, ?, ?, ?::jsonb) RETURNING "
                          + COLUMNS)) {
                bind(statement, row);
                return one(statement);
              }
            })
        .check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    List<Item> items =
        inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT "
                          + COLUMNS
                          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT ?::varchar)])"
                          + " ORDER BY status NULLS FIRST, created_at, id"
                          + " LIMIT (SELECT 9223372036854775807)")) {
                statement.setString(1, status);
                return all(statement);
              }
            });
    return sum(items, readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    List<Item> items =
        inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT "
                          + COLUMNS
                          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT ?::varchar)])"
                          + " AND (created_at, id) > (?, ?)"
                          + " ORDER BY status NULLS FIRST, created_at, id LIMIT ?")) {
                statement.setString(1, status);
                statement.setObject(2, createdAt.atOffset(ZoneOffset.UTC));
                statement.setObject(3, id);
                statement.setInt(4, limit);
                return all(statement);
              }
            });
    return sum(items, readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT "
                      + COLUMNS
                      + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT ?::varchar)])"
                      + " ORDER BY status NULLS FIRST, created_at, id"
                      + " LIMIT (SELECT 9223372036854775807)")) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setString(1, status);
            long sum = 0;
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                sum += item(rows).check(readDocuments);
                eachRow.run();
              }
            }
            return sum;
          }
        });
  }

  /** A batch; only the id comes back, since columns of no fixed width cost a round trip a row. */
  @Override
  public long bulkCreate(List<NewRow> rows) {
    return inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO lintel.items (id, name, description, status, metadata)"
                      + " VALUES (?, ?, ?, ?, ?::jsonb)",
                  new String[] {"id"})) {
            for (NewRow row : rows) {
              bind(statement, row);
              statement.addBatch();
            }
            statement.executeBatch();
            long sum = 0;
            try (ResultSet keys = statement.getGeneratedKeys()) {
              while (keys.next()) {
                sum += Check.id(keys.getObject(1, UUID.class));
              }
            }
            return sum;
          }
        });
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE lintel.conversations SET messages = messages || ?::jsonb,"
                      + " updated_at = now() WHERE id = ?")) {
            statement.setString(1, Jackson.text(List.of(Map.of("role", role, "content", content))));
            statement.setObject(2, conversationId);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public long conversation(UUID id) {
    List<Map<String, Object>> messages =
        inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT id, messages, metadata, created_at, updated_at"
                          + " FROM lintel.conversations WHERE id = ?")) {
                statement.setObject(1, id);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  row.getObject(1, UUID.class);
                  Jackson.object(row.getString(3));
                  instant(row, 4);
                  instant(row, 5);
                  return Jackson.array(row.getString(2));
                }
              }
            });
    long sum = 0;
    for (Map<String, Object> message : messages) {
      sum += Check.message((String) message.get("role"), (String) message.get("content"));
    }
    return sum;
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    List<Item> items =
        inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT "
                          + COLUMNS
                          + " FROM (SELECT * FROM lintel.items WHERE metadata @> ?::jsonb"
                          + " OFFSET 0) AS matching ORDER BY created_at, id LIMIT ?")) {
                statement.setString(1, Jackson.text(document));
                statement.setInt(2, limit);
                return all(statement);
              }
            });
    return sum(items, readDocuments);
  }

  private void bind(PreparedStatement statement, NewRow row) throws SQLException {
    statement.setObject(1, UUID.randomUUID());
    statement.setString(2, row.name());
    statement.setString(3, row.description());
    statement.setString(4, row.status());
    statement.setString(5, Jackson.text(row.metadata()));
  }

  private Item one(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return item(row);
    }
  }

  private List<Item> all(PreparedStatement statement) throws SQLException {
    List<Item> items = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        items.add(item(rows));
      }
    }
    return items;
  }

  private Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Jackson.object(row.getString(5)),
        instant(row, 6),
        instant(row, 7),
        row.getObject(8, UUID.class));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += item.check(readDocuments);
    }
    return sum;
  }
}
