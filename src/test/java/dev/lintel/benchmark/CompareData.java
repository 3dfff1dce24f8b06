package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.NewRow;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The rows that the peers work on. */
final class CompareData {

  static final String SHORT_LIST = "list100";
  static final String LONG_LIST = "list10000";
  static final String STREAM = "stream";
  static final String FILLER = "archived";
  static final int CONVERSATIONS = 500;
  static final int MESSAGES = 100;

  /** The items' metadata, of a size and shape that applications have. */
  static final String METADATA =
      """
      jsonb_build_object(
        'kind', 'invoice', 'priority', n %% 9, 'amount', (n %% 100000) / 100.0, 'paid', n %% 2 = 0,
        'tags', jsonb_build_array('a' || n %% 7, 'b' || n %% 11),
        'source', jsonb_build_object('system', 'erp', 'ref', 'R-' || n %% %d))
      """;

  private final List<UUID> itemIds = new ArrayList<>();
  private final List<UUID> conversationIds = new ArrayList<>();
  private UUID longConversation;
  private Instant deepCreatedAt;
  private UUID deepId;

  private CompareData() {}

  static CompareData load(Bench bench) throws SQLException {
    Settings settings = bench.settings();
    CompareData data = new CompareData();
    int items = settings.items();
    int streamed = settings.streamed();
    String metadata = METADATA.formatted(items / 20);
    bench.sql(
        """
        INSERT INTO lintel.items (id, name, description, status, metadata, created_at, updated_at)
        SELECT gen_random_uuid(), 'Item ' || n, CASE WHEN n %% 3 > 0 THEN 'Of lot ' || n / 7 END,
          CASE WHEN n <= %d THEN '%s' WHEN n <= %d + 10000 THEN '%s'
            WHEN n <= %d + 10100 THEN '%s' ELSE '%s' END,
          %s, t, t
        FROM (SELECT n, timestamptz '2026-01-01' + n * interval '1.000001 s' AS t
          FROM generate_series(1, %d) AS n) AS rows
        """
            .formatted(
                streamed,
                STREAM,
                streamed,
                LONG_LIST,
                streamed,
                SHORT_LIST,
                FILLER,
                metadata,
                items),
        """
        INSERT INTO lintel.conversations (messages, metadata)
        SELECT %s, '{"channel": "mail", "open": true}' FROM generate_series(1, %d)
        """
            .formatted(messages(MESSAGES), CONVERSATIONS),
        """
        INSERT INTO lintel.conversations (messages, metadata)
        VALUES (%s, '{"channel": "long"}')
        """
            .formatted(messages(1_000)),
        "VACUUM ANALYZE lintel.items",
        "VACUUM ANALYZE lintel.conversations");
    try (Connection connection = bench.pool().getConnection()) {
      data.itemIds.addAll(
          ids(
              connection,
              "SELECT id FROM lintel.items WHERE status = 'archived' ORDER BY id LIMIT 20000"));
      data.conversationIds.addAll(
          ids(
              connection,
              "SELECT id FROM lintel.conversations WHERE metadata ->> 'channel' = 'mail'"));
      data.longConversation =
          ids(
                  connection,
                  "SELECT id FROM lintel.conversations WHERE metadata ->> 'channel' = 'long'")
              .get(0);
      data.findDeepPlace(connection, streamed / 2 - 50);
    }
    return data;
  }

  /** A conversation's messages, of some 100 characters each. */
  static String messages(int count) {
    return """
        (SELECT jsonb_agg(jsonb_build_object('role', CASE WHEN m % 2 = 0 THEN 'user' ELSE
          'assistant' END, 'content', 'Message ' || m || ': ' || repeat('lorem ipsum ', 8)))
        FROM generate_series(1, """
        + count
        + ") AS m)";
  }

  private static List<UUID> ids(Connection connection, String sql) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private void findDeepPlace(Connection connection, int offset) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT created_at, id FROM lintel.items WHERE status = ?"
                + " ORDER BY created_at, id LIMIT 1 OFFSET ?")) {
      statement.setString(1, STREAM);
      statement.setInt(2, offset);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        deepCreatedAt = row.getObject(1, OffsetDateTime.class).toInstant();
        deepId = row.getObject(2, UUID.class);
      }
    }
  }

  UUID itemId() {
    return itemIds.get(ThreadLocalRandom.current().nextInt(itemIds.size()));
  }

  UUID itemId(int n) {
    return itemIds.get(n);
  }

  UUID conversationId() {
    return conversationIds.get(ThreadLocalRandom.current().nextInt(conversationIds.size()));
  }

  UUID longConversation() {
    return longConversation;
  }

  Instant deepCreatedAt() {
    return deepCreatedAt;
  }

  UUID deepId() {
    return deepId;
  }

  /** What some twenty items contain. */
  static Map<String, ?> contained(int n) {
    return Map.of("source", Map.of("ref", "R-" + n));
  }

  static NewRow newRow(int n) {
    return new NewRow(
        "Item " + n,
        n % 3 > 0 ? "Of lot " + n / 7 : null,
        "created",
        Map.of(
            "kind",
            "invoice",
            "priority",
            n % 9,
            "amount",
            BigDecimal.valueOf(n % 100_000, 2),
            "paid",
            n % 2 == 0,
            "tags",
            List.of("a" + n % 7, "b" + n % 11),
            "source",
            Map.of("system", "erp", "ref", "N-" + n)));
  }

  static List<NewRow> newRows(int count) {
    List<NewRow> rows = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      rows.add(newRow(n));
    }
    return rows;
  }
}
