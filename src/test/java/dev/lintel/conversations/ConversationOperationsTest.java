package dev.lintel.conversations;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.NoResultFoundException;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@PostgresTest
class ConversationOperationsTest {

  private static final UUID ABSENT = UUID.fromString("00000000-0000-4000-8000-000000000000");
  private static final Message HELLO = Message.of("user", "Hello");
  private static final Message ANSWER =
      Message.of("assistant", "Hi", Map.of("tokens", 2, "cost", new BigDecimal("1.10")));

  static Stream<Arguments> needingARow() {
    return Stream.of(
        operation("get", (s, id) -> ConversationOperations.getConversationById(s, id)),
        operation("append", (s, id) -> ConversationOperations.appendMessage(s, id, HELLO)),
        operation(
            "append several",
            (s, id) -> ConversationOperations.appendMessages(s, id, List.of(HELLO, ANSWER))),
        operation(
            "append none", (s, id) -> ConversationOperations.appendMessages(s, id, emptyList())),
        operation("list", (s, id) -> ConversationOperations.listMessages(s, id, 0, 10)),
        operation(
            "merge",
            (s, id) -> ConversationOperations.mergeConversationMetadata(s, id, Map.of("a", 1))),
        operation(
            "merge nothing",
            (s, id) -> ConversationOperations.mergeConversationMetadata(s, id, emptyMap())));
  }

  private static Arguments operation(String name, BiConsumer<SqlSession, UUID> operation) {
    return Arguments.of(name, operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needingARow")
  void throwsWhenNoRowIsThere(
      String name, BiConsumer<SqlSession, UUID> operation, SqlSession session) {
    assertThatExceptionOfType(NoResultFoundException.class)
        .isThrownBy(() -> operation.accept(session, ABSENT))
        .withMessageContaining("conversation " + ABSENT)
        .satisfies(e -> assertThat(e.getId()).isEqualTo(ABSENT));
  }

  @Nested
  class CreateAndRead {

    @Test
    void storesMessagesInOrderAndMetadata(SqlSession session) {
      Conversation created =
          ConversationOperations.createConversation(
              session, List.of(HELLO, ANSWER, HELLO), Map.of("topic", "greetings"));
      assertThat(created.getMessages()).containsExactly(HELLO, ANSWER, HELLO);
      assertThat(created.getMetadata()).isEqualTo(Map.of("topic", "greetings"));
      assertThat(created.getCreatedAt()).isNotNull().isEqualTo(created.getUpdatedAt());
      UUID id = created.getId();
      assertThat(ConversationOperations.getConversationById(session, id)).isEqualTo(created);
      assertThat(ConversationOperations.findConversationById(session, id)).contains(created);
    }

    @Test
    void mayBeEmpty(SqlSession session) {
      Conversation created = create(session);
      assertThat(created.getMessages()).isEmpty();
      assertThat(created.getMetadata()).isEmpty();
    }

    @Test
    void createsAgainWhenItIsCalledAgain(SqlSession session) {
      assertThat(create(session).getId()).isNotEqualTo(create(session).getId());
    }

    @Test
    void findIsEmptyWhenNoRowIsThere(SqlSession session) {
      assertThat(ConversationOperations.findConversationById(session, ABSENT)).isEmpty();
    }
  }

  @Nested
  class AppendMessages {

    @Test
    void appendsInOrderAndCounts(SqlSession session) {
      UUID id = create(session, HELLO).getId();
      assertThat(ConversationOperations.appendMessage(session, id, ANSWER)).isEqualTo(2);
      List<Message> more =
          IntStream.range(0, 50).mapToObj(i -> Message.of("user", "" + i)).toList();
      assertThat(ConversationOperations.appendMessages(session, id, more)).isEqualTo(52);
      List<Message> stored = ConversationOperations.getConversationById(session, id).getMessages();
      assertThat(stored).startsWith(HELLO, ANSWER).endsWith(more.toArray(Message[]::new));
      assertThat(stored).hasSize(52);
    }

    @Test
    void renewsUpdatedAtInALaterTransaction(Database database) {
      Conversation created = database.inTransaction(session -> create(session));
      database.useTransaction(
          session -> ConversationOperations.appendMessage(session, created.getId(), HELLO));
      Conversation after = read(database, created.getId());
      assertThat(after.getUpdatedAt()).isAfter(created.getUpdatedAt());
      assertThat(after.getCreatedAt()).isEqualTo(created.getCreatedAt());
    }

    @Test
    void ofNoneChangesNothingAndCounts(Database database) {
      Conversation created = database.inTransaction(session -> create(session, HELLO, ANSWER));
      int count =
          database.<Integer, RuntimeException>inTransaction(
              session ->
                  ConversationOperations.appendMessages(session, created.getId(), emptyList()));
      assertThat(count).isEqualTo(2);
      assertThat(read(database, created.getId())).isEqualTo(created);
    }

    @Test
    void keepsWhatOtherProgramsStored(TestDatabase database) {
      UUID id = database.database().inTransaction(session -> create(session).getId());
      database.execute(
          "UPDATE lintel.conversations SET messages = '[{\"role\": \"tool\", \"content\": \"x\","
              + " \"id\": 1.50, \"parts\": [{}]}]' WHERE id = ?",
          id);
      database
          .database()
          .useTransaction(session -> ConversationOperations.appendMessage(session, id, ANSWER));
      assertThat(
              database.value(
                  "SELECT messages = '[{\"role\": \"tool\", \"content\": \"x\", \"id\": 1.50,"
                      + " \"parts\": [{}]}, {\"role\": \"assistant\", \"content\": \"Hi\","
                      + " \"tokens\": 2, \"cost\": 1.10}]' FROM lintel.conversations WHERE id = ?",
                  id))
          .isEqualTo("t");
      assertThat(read(database.database(), id).getMessages())
          .containsExactly(
              Message.of(
                  "tool", "x", Map.of("id", new BigDecimal("1.50"), "parts", List.of(emptyMap()))),
              ANSWER);
    }
  }

  @Nested
  class ListMessages {

    @ParameterizedTest(name = "from {0} limit {1} gives {2} messages")
    @CsvSource({
      "0, 1, 1",
      "0, 10, 10",
      "0, 11, 10",
      "0, 100000, 10",
      "3, 4, 4",
      "8, 2, 2",
      "8, 3, 2",
      "9, 1, 1",
      "10, 1, 0",
      "10, 100000, 0",
      "2147483646, 1, 0",
      "2147483647, 1, 0",
      "2147483647, 100000, 0"
    })
    void givesTheSlice(int from, int limit, int size, SqlSession session) {
      Message[] messages =
          IntStream.range(0, 10).mapToObj(i -> Message.of("user", "" + i)).toArray(Message[]::new);
      UUID id = create(session, messages).getId();
      List<Message> expected =
          size == 0 ? emptyList() : List.of(messages).subList(from, from + size);
      assertThat(ConversationOperations.listMessages(session, id, from, limit)).isEqualTo(expected);
    }

    @Test
    void isEmptyForAConversationWithoutMessages(SqlSession session) {
      UUID id = create(session).getId();
      assertThat(ConversationOperations.listMessages(session, id, 0, 10)).isEmpty();
    }

    @Test
    void keepsFurtherFields(SqlSession session) {
      UUID id = create(session, HELLO, ANSWER).getId();
      assertThat(ConversationOperations.listMessages(session, id, 1, 1)).containsExactly(ANSWER);
    }
  }

  @Nested
  class MergeConversationMetadata {

    @Test
    void isShallowAndStoresANullAsJsonNull(SqlSession session) {
      UUID id =
          ConversationOperations.createConversation(
                  session, List.of(HELLO), Map.of("a", Map.of("x", 1), "b", 2))
              .getId();
      Conversation merged =
          ConversationOperations.mergeConversationMetadata(
              session, id, Map.of("a", Map.of("y", 2)));
      assertThat(merged.getMetadata()).isEqualTo(Map.of("a", Map.of("y", 2), "b", 2));
      assertThat(merged.getMessages()).containsExactly(HELLO);
      merged =
          ConversationOperations.mergeConversationMetadata(session, id, singletonMap("a", null));
      assertThat(merged.getMetadata()).containsEntry("a", null).containsEntry("b", 2).hasSize(2);
      assertThat(ConversationOperations.getConversationById(session, id)).isEqualTo(merged);
    }

    @Test
    void renewsUpdatedAtInALaterTransaction(Database database) {
      Conversation created = database.inTransaction(session -> create(session));
      Conversation merged =
          database.inTransaction(
              session ->
                  ConversationOperations.mergeConversationMetadata(
                      session, created.getId(), Map.of("a", 1)));
      assertThat(merged.getUpdatedAt()).isAfter(created.getUpdatedAt());
      assertThat(merged.getCreatedAt()).isEqualTo(created.getCreatedAt());
    }

    @Test
    void ofNothingChangesNothing(Database database) {
      Conversation created = database.inTransaction(session -> create(session, HELLO));
      Conversation merged =
          database.inTransaction(
              session ->
                  ConversationOperations.mergeConversationMetadata(
                      session, created.getId(), emptyMap()));
      assertThat(merged).isEqualTo(created);
      assertThat(read(database, created.getId())).isEqualTo(created);
    }
  }

  private static Conversation read(Database database, UUID id) {
    return database.inTransaction(
        session -> ConversationOperations.getConversationById(session, id));
  }

  private static Conversation create(SqlSession session, Message... messages) {
    return ConversationOperations.createConversation(session, List.of(messages), emptyMap());
  }
}
