package dev.lintel.faults;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sixteen writers of one JVM: each appends to a conversation, merges into an item and into the
 * conversation, and claims items. Prints every item that it was given.
 */
final class WritersInOwnJvm {

  static final int WRITERS = 16;
  static final int CLAIMED_EACH_TURN = 3;

  /** The test holds this lock until all JVMs wait for it. */
  static final long GATE = 4712;

  private WritersInOwnJvm() {}

  public static void main(String[] arguments) throws Exception {
    String jvm = arguments[1];
    UUID conversation = UUID.fromString(arguments[2]);
    UUID item = UUID.fromString(arguments[3]);
    int turns = Integer.parseInt(arguments[4]);
    try (Database database =
        Database.builder().url(arguments[0]).maximumPoolSize(WRITERS).build()) {
      database.useTransaction(
          session -> {
            try (Statement statement = session.getConnection().createStatement()) {
              statement.execute("SET LOCAL lock_timeout = 0");
              statement.execute("SELECT pg_advisory_xact_lock_shared(" + GATE + ")");
            }
          });
      Callers.together(
          WRITERS,
          thread -> {
            String writer = jvm + "." + thread;
            for (int turn = 0; turn < turns; turn++) {
              write(database, conversation, item, writer, turn);
              claim(database);
            }
          });
    }
  }

  private static void write(
      Database database, UUID conversation, UUID item, String writer, int turn) {
    database.useTransaction(
        session ->
            ConversationOperations.appendMessage(
                session, conversation, Message.of(writer, turn + " one")));
    database.useTransaction(
        session -> {
          ConversationOperations.appendMessages(
              session,
              conversation,
              List.of(Message.of(writer, turn + " two"), Message.of(writer, turn + " three")));
          ConversationOperations.mergeConversationMetadata(
              session, conversation, Map.of(writer, turn));
        });
    database.useTransaction(
        session ->
            ItemOperations.mergeItemMetadata(session, item, Map.of(writer + "/" + turn, turn)));
  }

  private static void claim(Database database) {
    database
        .inTransaction(
            session -> ItemOperations.claimItems(session, "waiting", "taken", CLAIMED_EACH_TURN))
        .forEach(item -> System.out.println("claimed " + item.getId()));
  }
}
