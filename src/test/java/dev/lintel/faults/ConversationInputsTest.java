package dev.lintel.faults;

import static dev.lintel.conversations.ConversationOperations.appendMessage;
import static dev.lintel.conversations.ConversationOperations.appendMessages;
import static dev.lintel.conversations.ConversationOperations.createConversation;
import static dev.lintel.conversations.ConversationOperations.findConversationById;
import static dev.lintel.conversations.ConversationOperations.getConversationById;
import static dev.lintel.conversations.ConversationOperations.listMessages;
import static dev.lintel.conversations.ConversationOperations.mergeConversationMetadata;
import static dev.lintel.conversations.ConversationOperations.pageConversations;
import static dev.lintel.faults.InputRun.taken;
import static dev.lintel.faults.Inputs.isLimit;
import static dev.lintel.faults.Inputs.isStorable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.Message;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of conversations, with inputs that nobody hopes for. */
@PostgresTest
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class ConversationInputsTest {

  private static final int LONGEST = 20_000_000;
  private static final Map<String, Integer> GIVEN = new LinkedHashMap<>();

  private static Message good(Inputs in) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (in.one(2)) {
      fields.put(in.fitting(20), in.number());
      fields.put("x" + in.fitting(20), List.of(true, in.fitting(300)));
      fields.remove("role");
      fields.remove("content");
    }
    return Message.of(in.fitting(20), in.fitting(500), fields);
  }

  private static Message bad(Inputs in) {
    String bad = in.text(50);
    switch (in.upTo(3)) {
      case 0:
        return null;
      case 1:
        return Message.of(isStorable(bad, LONGEST) ? null : bad, "content");
      case 2:
        return Message.of("role", isStorable(bad, LONGEST) ? bad + "\0" : bad);
      default:
        return Message.of("role", "content", in.badDocument());
    }
  }

  private static List<Message> messages(Inputs in, boolean good) {
    List<Message> messages = new ArrayList<>();
    for (int i = in.upTo(4); i > 0; i--) {
      messages.add(good(in));
    }
    if (!good) {
      messages.add(in.upTo(messages.size()), bad(in));
    }
    return messages;
  }

  static List<InputFunction> writing() {
    return List.of(
        new InputFunction(
            "createConversation",
            (in, rows) -> {
              boolean goodMessages = !in.one(3);
              boolean goodMetadata = !in.one(3);
              List<Message> messages = messages(in, goodMessages);
              Map<String, Object> metadata = goodMetadata ? in.document() : in.badDocument();
              Conversation created =
                  taken(
                      goodMessages && goodMetadata,
                      () -> createConversation(rows.session, messages, metadata));
              assertThat(created.getMessages()).isEqualTo(messages);
              assertThat(created.getMetadata()).isEqualTo(InputRows.stored(metadata));
            }),
        new InputFunction(
            "appendMessage",
            (in, rows) -> {
              boolean good = in.one(2);
              Message message = good ? good(in) : bad(in);
              int count =
                  taken(good, () -> appendMessage(rows.session, rows.conversationId, message));
              assertThat(rows.appended(List.of(message))).hasSize(count);
              assertThat(listMessages(rows.session, rows.conversationId, count - 1, 1))
                  .containsExactly(message);
            }),
        new InputFunction(
            "appendMessages",
            (in, rows) -> {
              boolean good = in.one(2);
              List<Message> messages = messages(in, good);
              int count =
                  taken(good, () -> appendMessages(rows.session, rows.conversationId, messages));
              assertThat(rows.appended(messages)).hasSize(count);
              if (in.one(10)) {
                assertThat(getConversationById(rows.session, rows.conversationId).getMessages())
                    .isEqualTo(rows.appended(List.of()));
              }
            }),
        new InputFunction(
            "mergeConversationMetadata",
            (in, rows) -> {
              boolean good = in.one(2);
              Map<String, Object> patch = good ? in.document() : in.badDocument();
              Conversation merged =
                  taken(
                      good,
                      () -> mergeConversationMetadata(rows.session, rows.conversationId, patch));
              assertThat(merged.getMetadata()).isEqualTo(rows.merged(patch));
            }));
  }

  static List<InputFunction> reading() {
    return List.of(
        new InputFunction(
            "getConversationById and findConversationById",
            (in, rows) -> {
              UUID id = in.id(rows.conversationId);
              boolean there = rows.conversationId.equals(id);
              if (in.one(2)) {
                taken(there, () -> getConversationById(rows.session, id));
              } else {
                assertThat(taken(id != null, () -> findConversationById(rows.session, id)))
                    .matches(found -> found.isPresent() == there);
              }
            }),
        new InputFunction(
            "listMessages",
            (in, rows) -> {
              UUID id = in.one(4) ? in.id(rows.conversationId) : rows.conversationId;
              int from = in.one(4) ? 0 : in.limit();
              int limit = in.limit();
              boolean good = rows.conversationId.equals(id) && from >= 0 && isLimit(limit);
              assertThat(taken(good, () -> listMessages(rows.session, id, from, limit))).isEmpty();
            }),
        new InputFunction(
            "pageConversations",
            (in, rows) -> {
              int limit = in.one(2) ? 10 : in.limit();
              if (in.one(2)) {
                String cursor = in.one(4) ? null : in.cursor("conversations");
                taken(isLimit(limit), () -> pageConversations(rows.session, limit, cursor));
              } else {
                boolean forged = in.one(4);
                String cursor =
                    forged ? in.forgedCursor("conversations") : in.badCursor("conversations");
                pageConversations(rows.session, limit, cursor);
                assertThat(isLimit(limit) && forged).isTrue();
              }
            }));
  }

  @ParameterizedTest
  @MethodSource({"writing", "reading"})
  void isStoredAndReadBackEqualOrRefusedByName(InputFunction function, TestDatabase database) {
    function.run(database, GIVEN);
  }

  @AfterAll
  static void figures() {
    InputFigures.write("inputs of conversations", GIVEN);
  }
}
