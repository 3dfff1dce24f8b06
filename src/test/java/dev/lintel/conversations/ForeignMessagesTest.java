package dev.lintel.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.PostgresTest;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations that another program has written. */
@PostgresTest
class ForeignMessagesTest {

  private static UUID insert(SqlSession session, String messages) throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert =
        session
            .getConnection()
            .prepareStatement(
                "INSERT INTO lintel.conversations (id, messages) VALUES (?, ?::text::jsonb)")) {
      insert.setObject(1, id);
      insert.setString(2, messages);
      insert.executeUpdate();
    }
    return id;
  }

  /** Compared by the server, so that nothing of Lintel's reading can hide a loss. */
  private static boolean isStored(SqlSession session, UUID id, String messages)
      throws SQLException {
    Connection connection = session.getConnection();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT messages::text = ?::text::jsonb::text FROM lintel.conversations"
                + " WHERE id = ?")) {
      select.setString(1, messages);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Nested
  class FurtherFields {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"role\":\"user\",\"content\":\"Hi\",\"tokens\":1.10,\"tags\":[null,{\"a\":[]}]}",
          "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}",
          "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"x\"}]}",
          "{\"role\":7,\"content\":{\"a\":12345678901234567890}}",
          "{\"content\":\"nobody said this\"}",
          "{\"role\":\"user\"}",
          "{}"
        })
    void areKeptBothWays(String message, SqlSession session) throws Exception {
      UUID from = insert(session, "[" + message + "]");
      Message read = ConversationOperations.getConversationById(session, from).getMessages().get(0);
      UUID to = ConversationOperations.createConversation(session, List.of(read), Map.of()).getId();
      ConversationOperations.appendMessage(session, to, read);
      ConversationOperations.appendMessages(
          session, to, ConversationOperations.listMessages(session, from, 0, 1));
      assertThat(isStored(session, to, "[" + String.join(",", message, message, message) + "]"))
          .isTrue();
    }

    @Test
    void holdAContentThatIsNoText(SqlSession session) throws Exception {
      UUID id = insert(session, "[{\"role\":\"user\",\"content\":[\"a\"],\"n\":1}]");
      Message message = ConversationOperations.listMessages(session, id, 0, 1).get(0);
      assertThat(message.getRole()).isEqualTo("user");
      assertThat(message.getContent()).isNull();
      assertThat(message.getFields()).isEqualTo(Map.of("content", List.of("a"), "n", 1));
      assertThat(message.toString()).contains("'user'");
    }

    @Test
    void holdAContentThatIsNull(SqlSession session) throws Exception {
      UUID id = insert(session, "[{\"role\":\"user\",\"content\":null}]");
      Message message = ConversationOperations.listMessages(session, id, 0, 1).get(0);
      assertThat(message.getContent()).isNull();
      assertThat(message.getFields()).isEqualTo(Collections.singletonMap("content", null));
    }

    @Test
    void areUnmodifiable(SqlSession session) throws Exception {
      UUID id = insert(session, "[{\"role\":\"u\",\"content\":\"c\",\"list\":[[]]}]");
      List<Message> messages = ConversationOperations.listMessages(session, id, 0, 1);
      Map<String, Object> fields = messages.get(0).getFields();
      assertThatThrownBy(messages::clear).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(fields::clear).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> ((List<?>) fields.get("list")).clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class MessagesThatAreNoObjects {

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"Hi\"", "[]", "true"})
    void failWithTheRowAndTheElementNamed(String message, SqlSession session) throws Exception {
      UUID id = insert(session, "[{\"role\":\"u\",\"content\":\"c\"}," + message + "]");
      Conversation conversation = ConversationOperations.getConversationById(session, id);
      assertThatThrownBy(conversation::getMessages)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining(id.toString())
          .hasMessageContaining("element 1")
          .hasMessageContaining("a JSON object");
      assertThatThrownBy(() -> ConversationOperations.listMessages(session, id, 1, 1))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining(id.toString());
    }

    @Test
    void harmNobodyElse(SqlSession session) throws Exception {
      UUID id = insert(session, "[{\"role\":\"u\",\"content\":\"c\"},7]");
      Conversation conversation = ConversationOperations.getConversationById(session, id);
      assertThat(conversation.getId()).isEqualTo(id);
      assertThat(conversation.getMetadata()).isEmpty();
      assertThat(conversation.toString()).contains(id.toString());
      assertThat(conversation.equals(ConversationOperations.getConversationById(session, id)))
          .isTrue();
      assertThat(ConversationOperations.pageConversations(session, 10, null).getContent())
          .contains(conversation);
      assertThat(ConversationOperations.listMessages(session, id, 0, 1))
          .containsExactly(Message.of("u", "c"));
      assertThat(ConversationOperations.appendMessage(session, id, Message.of("u", "d")))
          .isEqualTo(3);
    }
  }

  @Test
  void wideNumbersRead(SqlSession session) throws Exception {
    String wide = "9".repeat(5_000);
    UUID id = insert(session, "[{\"role\":\"u\",\"content\":\"c\",\"wide\":" + wide + "}]");
    Message message = ConversationOperations.listMessages(session, id, 0, 1).get(0);
    assertThat(message.getFields()).containsEntry("wide", new BigInteger(wide));
  }

  /** What is read need not be writable; but it is refused before it costs the transaction. */
  @Test
  void wideNumbersAreRefusedWhereTheyAreAppended(SqlSession session) throws Exception {
    String wide = "9".repeat(5_000);
    UUID id = insert(session, "[{\"role\":\"u\",\"content\":\"c\",\"wide\":" + wide + "}]");
    Message message = ConversationOperations.listMessages(session, id, 0, 1).get(0);
    assertThatThrownBy(() -> ConversationOperations.appendMessage(session, id, message))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("messages at /0/wide: ");
    assertThat(ConversationOperations.appendMessage(session, id, Message.of("u", "d")))
        .isEqualTo(2);
  }
}
