package dev.lintel.benchmark;

import dev.lintel.session.Database;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Conversations of one length in a schema of their own, and the same as a table of messages. */
final class GrowthConversations implements AutoCloseable {

  /** Of some 120 characters each, half of which no compression makes smaller. */
  private static final String MESSAGES =
      """
      (SELECT jsonb_agg(jsonb_build_object('role', CASE WHEN m %% 2 = 0 THEN 'user' ELSE
        'assistant' END, 'content', 'Message ' || m || ': ' || md5(m::text) || md5((-m)::text)
        || repeat(' lorem ipsum', 4)) ORDER BY m)
      FROM generate_series(1, %d) AS m)
      """;

  private final int messages;
  private final OwnSchema schema;
  private final MessageTable table;
  private final int count;
  private final long documentBytes;
  private final long tableBytes;

  private GrowthConversations(
      int messages,
      OwnSchema schema,
      MessageTable table,
      int count,
      long documentBytes,
      long tableBytes) {
    this.messages = messages;
    this.schema = schema;
    this.table = table;
    this.count = count;
    this.documentBytes = documentBytes;
    this.tableBytes = tableBytes;
  }

  static GrowthConversations load(Bench bench, int messages) throws SQLException {
    // so many that the appends of a run do not make them much longer
    int count = Math.max(30, Math.min(4_000, 200_000 / messages));
    OwnSchema schema = OwnSchema.create(bench, "growth_messages_" + messages);
    try {
      return load(bench, messages, count, schema);
    } catch (SQLException | RuntimeException e) {
      schema.close();
      throw e;
    }
  }

  private static GrowthConversations load(Bench bench, int messages, int count, OwnSchema schema)
      throws SQLException {
    String conversations = schema.table("conversations");
    bench.sql(
        """
        INSERT INTO %s (id, messages, metadata, created_at)
        SELECT lpad(to_hex(n), 32, '0')::uuid, %s, '{"channel": "mail"}',
          timestamptz '2026-01-01' + n * interval '1 s'
        FROM generate_series(1, %d) AS n
        """
            .formatted(conversations, MESSAGES.formatted(messages), count),
        "VACUUM ANALYZE " + conversations);
    MessageTable table = MessageTable.copy(bench, schema.name());
    return new GrowthConversations(
        messages,
        schema,
        table,
        count,
        bytes(bench, conversations),
        bytes(bench, schema.table("messages")) + bytes(bench, schema.table("threads")));
  }

  private static long bytes(Bench bench, String table) throws SQLException {
    return bench.number("SELECT pg_total_relation_size('" + table + "')");
  }

  /** One document, with its part of the indexes. */
  double documentBytes() {
    return (double) documentBytes / count;
  }

  /** The same as rows. */
  double tableBytes() {
    return (double) tableBytes / count;
  }

  static String messages(int count) {
    return MESSAGES.formatted(count);
  }

  int messages() {
    return messages;
  }

  Database database() {
    return schema.database();
  }

  MessageTable table() {
    return table;
  }

  UUID randomId() {
    return new UUID(0, ThreadLocalRandom.current().nextInt(1, count + 1));
  }

  @Override
  public void close() throws SQLException {
    schema.close();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d messages", messages);
  }
}
