package dev.lintel.benchmark;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An operation that makes new versions of rows, and the rows that it works on.
 *
 * @param load of as many rows as asked for, whose keys are their numbers
 */
record HotUpdate(String name, String table, Load load, Call call) {

  /** The SQL that fills a table. */
  interface Load {
    String sql(String table, int rows);
  }

  /** One update. */
  interface Call {
    void on(Database database, UUID id);
  }

  private static final String ITEMS = "items";
  private static final String CONVERSATIONS = "conversations";

  static List<HotUpdate> all() {
    return List.of(
        new HotUpdate(
            "updateItemStatus",
            ITEMS,
            HotUpdate::items,
            (database, id) ->
                database.inTransaction(
                    s -> ItemOperations.updateItemStatus(s, id, "status " + random(1_000)))),
        new HotUpdate(
            "updateItemStatus, the status it has",
            ITEMS,
            HotUpdate::items,
            (database, id) ->
                database.inTransaction(s -> ItemOperations.updateItemStatus(s, id, "new"))),
        new HotUpdate(
            "mergeItemMetadata",
            ITEMS,
            HotUpdate::items,
            (database, id) -> {
              Map<String, ?> patch = Map.of("priority", random(1_000));
              database.inTransaction(s -> ItemOperations.mergeItemMetadata(s, id, patch));
            }),
        new HotUpdate(
            "replaceItemMetadata",
            ITEMS,
            HotUpdate::items,
            (database, id) -> {
              Map<String, ?> metadata = CompareData.newRow(random(1_000_000)).metadata();
              database.inTransaction(s -> ItemOperations.replaceItemMetadata(s, id, metadata));
            }),
        append(1),
        append(10),
        append(100),
        merge(10),
        merge(100));
  }

  private static HotUpdate append(int messages) {
    Message message = Message.of("user", "One more, and of a usual length: lorem ipsum dolor");
    return new HotUpdate(
        "appendMessage, to " + messages + (messages == 1 ? " message" : " messages"),
        CONVERSATIONS,
        (table, rows) -> conversations(table, rows, messages),
        (database, id) ->
            database.inTransaction(s -> ConversationOperations.appendMessage(s, id, message)));
  }

  private static HotUpdate merge(int messages) {
    return new HotUpdate(
        "mergeConversationMetadata, of " + messages + " messages",
        CONVERSATIONS,
        (table, rows) -> conversations(table, rows, messages),
        (database, id) -> {
          Map<String, ?> patch = Map.of("unread", random(1_000));
          database.inTransaction(
              s -> ConversationOperations.mergeConversationMetadata(s, id, patch));
        });
  }

  private static String items(String table, int rows) {
    return """
        INSERT INTO %s (id, name, status, metadata)
        SELECT lpad(to_hex(n), 32, '0')::uuid, 'Item ' || n, 'new', %s
        FROM generate_series(1, %d) AS n
        """
        .formatted(table, CompareData.METADATA.formatted(rows / 20), rows);
  }

  private static String conversations(String table, int rows, int messages) {
    return """
        INSERT INTO %s (id, messages, metadata)
        SELECT lpad(to_hex(n), 32, '0')::uuid, %s, '{"channel": "mail", "unread": 0}'
        FROM generate_series(1, %d) AS n
        """
        .formatted(table, GrowthConversations.messages(messages), rows);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
