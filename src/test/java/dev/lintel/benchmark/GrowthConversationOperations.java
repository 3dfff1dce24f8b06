package dev.lintel.benchmark;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each operation of the conversations, and three of them on a table of messages. */
final class GrowthConversationOperations {

  static final String APPEND = "appendMessage";
  private static final String LAST = "listMessages, the last 20";
  private static final String WHOLE = "getConversationById";

  private static final int LAST_COUNT = 20;
  private static final String CONTENT =
      "One more, and of a usual length: " + "lorem ipsum ".repeat(6);

  private GrowthConversationOperations() {}

  /** Each on the documents, as Lintel has them; three also on a table, in the same rounds. */
  static List<List<Growing<GrowthConversations>>> all() {
    Map<String, Growing<GrowthConversations>> onTables =
        onTables().stream().collect(Collectors.toMap(Growing::name, Function.identity()));
    return onDocuments().stream()
        .map(
            operation ->
                onTables.containsKey(operation.name())
                    ? List.of(operation, onTables.get(operation.name()))
                    : List.of(operation))
        .toList();
  }

  private static List<Growing<GrowthConversations>> onDocuments() {
    return List.of(
        new Growing<>(
            WHOLE,
            50,
            talks -> {
              UUID id = talks.randomId();
              talks
                  .database()
                  .inTransaction(s -> ConversationOperations.getConversationById(s, id))
                  .getMessages()
                  .forEach(Message::getContent);
            }),
        new Growing<>(
            LAST,
            50,
            talks -> {
              UUID id = talks.randomId();
              int from = Math.max(0, talks.messages() - LAST_COUNT);
              talks
                  .database()
                  .inTransaction(s -> ConversationOperations.listMessages(s, id, from, LAST_COUNT));
            }),
        new Growing<>(
            "pageConversations, 20",
            50,
            talks ->
                talks
                    .database()
                    .inTransaction(s -> ConversationOperations.pageConversations(s, 20, null))),
        new Growing<>(
            "mergeConversationMetadata",
            50,
            talks -> {
              UUID id = talks.randomId();
              Map<String, ?> patch = Map.of("open", ThreadLocalRandom.current().nextBoolean());
              talks
                  .database()
                  .inTransaction(
                      s -> ConversationOperations.mergeConversationMetadata(s, id, patch));
            }),
        new Growing<>(
            APPEND,
            50,
            talks -> {
              UUID id = talks.randomId();
              talks
                  .database()
                  .inTransaction(
                      s ->
                          ConversationOperations.appendMessage(s, id, Message.of("user", CONTENT)));
            }));
  }

  /** By the same names. */
  private static List<Growing<GrowthConversations>> onTables() {
    return List.of(
        new Growing<>(WHOLE, 50, talks -> talks.table().all(talks.randomId())),
        new Growing<>(LAST, 50, talks -> talks.table().last(talks.randomId(), LAST_COUNT)),
        new Growing<>(
            APPEND, 50, talks -> talks.table().append(talks.randomId(), "user", CONTENT)));
  }
}
