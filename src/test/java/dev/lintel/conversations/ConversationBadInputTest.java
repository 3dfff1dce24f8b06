package dev.lintel.conversations;

import static dev.lintel.conversations.ConversationOperations.appendMessage;
import static dev.lintel.conversations.ConversationOperations.appendMessages;
import static dev.lintel.conversations.ConversationOperations.createConversation;
import static dev.lintel.conversations.ConversationOperations.findConversationById;
import static dev.lintel.conversations.ConversationOperations.getConversationById;
import static dev.lintel.conversations.ConversationOperations.listMessages;
import static dev.lintel.conversations.ConversationOperations.mergeConversationMetadata;
import static dev.lintel.conversations.ConversationOperations.pageConversations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.BadDocuments;
import dev.lintel.testing.BadTexts;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before it reaches the server: the caller's transaction goes on and commits. */
@PostgresTest
class ConversationBadInputTest {

  private static final Map<String, Object> EMPTY = Map.of();
  private static final Message HELLO = Message.of("user", "Hello");

  /** One call with one bad argument, on the row that the transaction created before. */
  private record BadCall(String field, String what, Call call) {

    @Override
    public String toString() {
      return field + ": " + what;
    }
  }

  @FunctionalInterface
  private interface Call {
    void on(SqlSession session, UUID id);
  }

  @FunctionalInterface
  private interface CallWith<T> {
    void on(SqlSession session, UUID id, T bad);
  }

  private static BadCall call(String field, String what, Call call) {
    return new BadCall(field, what, call);
  }

  private static <T> void each(
      List<BadCall> calls, String field, Map<String, T> values, CallWith<T> call) {
    values.forEach((what, bad) -> calls.add(call(field, what, (s, id) -> call.on(s, id, bad))));
  }

  static List<BadCall> badDocuments() {
    List<BadCall> calls = new ArrayList<>();
    Map<String, Map<String, Object>> documents = BadDocuments.all();
    each(
        calls,
        "fields",
        documents,
        (s, id, bad) -> appendMessage(s, id, Message.of("user", "Hello", bad)));
    documents.put("null", null);
    each(calls, "metadata", documents, (s, id, bad) -> createConversation(s, List.of(), bad));
    each(calls, "patch", documents, (s, id, bad) -> mergeConversationMetadata(s, id, bad));
    return calls;
  }

  static List<BadCall> badTexts() {
    List<BadCall> calls = new ArrayList<>();
    Map<String, String> texts = BadTexts.unstorable();
    texts.put("too long", "x".repeat(20_000_001));
    Map<String, Message> messages = new LinkedHashMap<>();
    texts.forEach((what, bad) -> messages.put("role with " + what, Message.of(bad, "Hello")));
    texts.forEach((what, bad) -> messages.put("content with " + what, Message.of("user", bad)));
    each(
        calls,
        "messages",
        messages,
        (s, id, bad) -> createConversation(s, List.of(HELLO, bad), EMPTY));
    each(calls, "messages", messages, (s, id, bad) -> appendMessage(s, id, bad));
    each(calls, "messages", messages, (s, id, bad) -> appendMessages(s, id, List.of(HELLO, bad)));
    return calls;
  }

  static List<BadCall> nulls() {
    Message noRole = Message.of(null, "Hello");
    Message noContent = Message.of("user", null);
    List<Message> noMessage = Arrays.asList(HELLO, null);
    return List.of(
        call("messages", "null", (s, id) -> createConversation(s, null, EMPTY)),
        call("messages[1]", "null", (s, id) -> createConversation(s, noMessage, EMPTY)),
        call("messages[0].role", "null", (s, id) -> createConversation(s, List.of(noRole), EMPTY)),
        call(
            "messages[1].content",
            "null",
            (s, id) -> createConversation(s, List.of(HELLO, noContent), EMPTY)),
        call("conversationId", "null", (s, id) -> getConversationById(s, null)),
        call("conversationId", "null", (s, id) -> findConversationById(s, null)),
        call("conversationId", "null", (s, id) -> appendMessage(s, null, HELLO)),
        call("message", "null", (s, id) -> appendMessage(s, id, null)),
        call("messages[0].role", "null", (s, id) -> appendMessage(s, id, noRole)),
        call("messages[0].content", "null", (s, id) -> appendMessage(s, id, noContent)),
        call("conversationId", "null", (s, id) -> appendMessages(s, null, List.of(HELLO))),
        call("messages", "null", (s, id) -> appendMessages(s, id, null)),
        call("messages[1]", "null", (s, id) -> appendMessages(s, id, noMessage)),
        call("conversationId", "null", (s, id) -> listMessages(s, null, 0, 1)),
        call("conversationId", "null", (s, id) -> mergeConversationMetadata(s, null, EMPTY)));
  }

  static List<BadCall> badNumbersAndCursors() {
    List<BadCall> calls = new ArrayList<>();
    for (int bad : new int[] {0, -1, Integer.MIN_VALUE, 100_001, Integer.MAX_VALUE}) {
      String what = String.valueOf(bad);
      calls.add(call("limit", what, (s, id) -> listMessages(s, id, 0, bad)));
      calls.add(call("limit", what, (s, id) -> pageConversations(s, bad, null)));
    }
    calls.add(call("from", "-1", (s, id) -> listMessages(s, id, -1, 1)));
    calls.add(call("from", "the smallest", (s, id) -> listMessages(s, id, Integer.MIN_VALUE, 1)));
    for (String bad : List.of("", "x", "\u0000", "\uD83D", "A".repeat(48), "A".repeat(100_000))) {
      calls.add(call("cursor", "forged", (s, id) -> pageConversations(s, 1, bad)));
    }
    calls.add(
        call(
            "cursor",
            "truncated",
            (s, id) -> {
              createConversation(s, List.of(), EMPTY);
              String cursor = pageConversations(s, 1, null).getNextCursor();
              pageConversations(s, 1, cursor.substring(1));
            }));
    return calls;
  }

  @ParameterizedTest
  @MethodSource({"badDocuments", "badTexts", "nulls", "badNumbersAndCursors"})
  void isRefusedAndTheTransactionCommitsItsOtherWork(BadCall bad, TestDatabase database) {
    UUID before;
    UUID after;
    try (SqlSession session = database.database().openSession()) {
      Conversation created = createConversation(session, List.of(HELLO), EMPTY);
      before = created.getId();
      assertThatThrownBy(() -> bad.call().on(session, created.getId()))
          .isInstanceOf(InvalidValueException.class)
          .satisfies(e -> assertField(bad, (InvalidValueException) e));
      assertThat(getConversationById(session, before)).isEqualTo(created);
      after = createConversation(session, List.of(HELLO, HELLO), EMPTY).getId();
      session.commit();
    }
    assertThat(
            database.query(
                "DELETE FROM lintel.conversations WHERE messages <> '[]'"
                    + " RETURNING id::text, jsonb_array_length(messages)"))
        .as("what the transaction committed")
        .containsExactlyInAnyOrder(List.of(before.toString(), "1"), List.of(after.toString(), "2"));
  }

  private static void assertField(BadCall bad, InvalidValueException e) {
    assertThat(e.getField()).matches(field -> field.split(" at /")[0].equals(bad.field()));
    assertThat(e.getMessage()).startsWith(e.getField() + ": expected ").contains(", but was ");
    assertThat(e.getMessage().length()).as("a message that a log can take").isLessThan(3_000);
    assertThat(e.getMessage().lines()).hasSize(1);
  }

  @Test
  void namesTheMessageByItsPointer(SqlSession session) {
    assertThatThrownBy(
            () -> createConversation(session, List.of(HELLO, Message.of("user", "\u0000")), EMPTY))
        .hasMessageStartingWith("messages at /1/content: ");
  }

  @Test
  void refusesFieldsThatNameRoleOrContent() {
    for (String name : List.of("role", "content")) {
      assertThatThrownBy(() -> Message.of("user", "Hello", Map.of(name, "x")))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("fields: expected no field named " + name);
    }
    assertThatThrownBy(() -> Message.of("user", "Hello", null))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("fields: ");
  }

  @Test
  void namesAMissingSession() {
    List<Call> calls =
        List.of(
            (s, id) -> createConversation(s, List.of(), EMPTY),
            (s, id) -> getConversationById(s, id),
            (s, id) -> findConversationById(s, id),
            (s, id) -> appendMessage(s, id, HELLO),
            (s, id) -> appendMessages(s, id, List.of(HELLO)),
            (s, id) -> appendMessages(s, id, List.of()),
            (s, id) -> listMessages(s, id, 0, 1),
            (s, id) -> mergeConversationMetadata(s, id, EMPTY),
            (s, id) -> pageConversations(s, 1, null));
    for (Call call : calls) {
      assertThatThrownBy(() -> call.on(null, UUID.randomUUID()))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("session: expected a value, but was null");
    }
  }

  @Test
  void takesTheLargestPlaceAndLimit(SqlSession session) {
    UUID id = createConversation(session, List.of(HELLO, HELLO), EMPTY).getId();
    assertThat(listMessages(session, id, 0, 100_000)).containsExactly(HELLO, HELLO);
    assertThat(listMessages(session, id, 1, 100_000)).containsExactly(HELLO);
    assertThat(listMessages(session, id, 2, 1)).isEmpty();
    assertThat(listMessages(session, id, Integer.MAX_VALUE, 100_000)).isEmpty();
    assertThat(pageConversations(session, 100_000, null).getContent()).isNotEmpty();
  }
}
