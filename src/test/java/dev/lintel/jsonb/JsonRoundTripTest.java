package dev.lintel.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.testing.NaughtyStrings;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.RandomJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Documents that go to the server through the operations, and what others find there. */
@PostgresTest
class JsonRoundTripTest {

  private static final int DOCUMENTS = 150;

  /** As another program would have it: Jackson's own limits, and numbers as they stand. */
  private static final ObjectMapper OTHERS =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final long seed = RandomJson.seed();
  private final RandomJson random = new RandomJson(seed);

  private String place(int document) {
    return "-Dlintel.test.seed=" + seed + ", document " + document;
  }

  /** Each has a key of its own, so that no other document contains it. */
  private Map<String, Object> document(int number) {
    Map<String, Object> document = random.object();
    document.put("\u2116", number);
    return document;
  }

  /** The text of the column, and whether it is what PostgreSQL makes of the caller's document. */
  private static void assertStored(
      SqlSession session, String table, String column, UUID id, Object sent, String place)
      throws SQLException, JsonProcessingException {
    String sql =
        ("SELECT %2$s::text, %2$s = ?::text::jsonb, %2$s::text = ?::text::jsonb::text"
                + " FROM lintel.%1$s WHERE id = ?::text::uuid")
            .formatted(table, column);
    String plain = OTHERS.writeValueAsString(sent);
    Connection connection = session.getConnection();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, plain);
      select.setString(2, plain);
      select.setString(3, id.toString());
      try (ResultSet row = select.executeQuery()) {
        assertThat(row.next()).as(place).isTrue();
        assertThat(OTHERS.readValue(row.getString(1), Object.class))
            .as(place)
            .isEqualTo(RandomJson.stored(sent));
        assertThat(row.getBoolean(2)).as(place + ": = on jsonb").isTrue();
        assertThat(row.getBoolean(3)).as(place + ": with the scale").isTrue();
      }
    }
  }

  @Nested
  class Items {

    @Test
    void createdOnes(SqlSession session) throws Exception {
      for (int i = 0; i < DOCUMENTS; i++) {
        Map<String, Object> sent = document(i);
        Item created =
            ItemOperations.createItem(
                session, NewItem.builder().name("random").status("new").metadata(sent).build());
        assertThat(created.getMetadata()).as(place(i)).isEqualTo(RandomJson.stored(sent));
        assertThat(ItemOperations.getItemById(session, created.getId()))
            .as(place(i))
            .isEqualTo(created);
        assertStored(session, "items", "metadata", created.getId(), sent, place(i));
      }
    }

    @Test
    void manyCreatedAtOnce(SqlSession session) throws Exception {
      List<NewItem> items = new ArrayList<>();
      List<Map<String, Object>> sent = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        sent.add(document(i));
        items.add(NewItem.builder().name("many").status("new").metadata(sent.get(i)).build());
      }
      List<Item> created = ItemOperations.createItems(session, items);
      for (int i = 0; i < DOCUMENTS; i++) {
        assertThat(created.get(i).getMetadata())
            .as(place(i))
            .isEqualTo(RandomJson.stored(sent.get(i)));
        assertStored(session, "items", "metadata", created.get(i).getId(), sent.get(i), place(i));
      }
    }

    @Test
    void replacedOnesAreFoundByWhatTheyContain(SqlSession session) throws Exception {
      List<Item> items = new ArrayList<>();
      List<Map<String, Object>> sent = new ArrayList<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        sent.add(document(i));
        Item item = ItemOperations.createItem(session, "replaced", "new");
        items.add(ItemOperations.replaceItemMetadata(session, item.getId(), sent.get(i)));
      }
      for (int i = 0; i < DOCUMENTS; i++) {
        assertThat(items.get(i).getMetadata())
            .as(place(i))
            .isEqualTo(RandomJson.stored(sent.get(i)));
        assertThat(ItemOperations.listItemsByMetadata(session, sent.get(i), 2))
            .as(place(i))
            .containsExactly(items.get(i));
        assertStored(session, "items", "metadata", items.get(i).getId(), sent.get(i), place(i));
      }
    }

    @Test
    void mergedOnesHaveTheKeysOfBoth(SqlSession session) throws Exception {
      for (int i = 0; i < DOCUMENTS; i++) {
        Map<String, Object> first = document(i);
        Map<String, Object> patch = document(-i);
        Map<String, Object> both = new LinkedHashMap<>(first);
        both.putAll(patch);
        UUID id =
            ItemOperations.createItem(
                    session, NewItem.builder().name("merged").status("new").metadata(first).build())
                .getId();
        assertThat(ItemOperations.mergeItemMetadata(session, id, patch).getMetadata())
            .as(place(i))
            .isEqualTo(RandomJson.stored(both));
        assertStored(session, "items", "metadata", id, both, place(i));
      }
    }
  }

  @Nested
  class Conversations {

    @Test
    void createdAndAppendedTo(SqlSession session) throws Exception {
      for (int i = 0; i < DOCUMENTS; i++) {
        Message first = message();
        Message second = message();
        Map<String, Object> metadata = document(i);
        Conversation created =
            ConversationOperations.createConversation(session, List.of(first), metadata);
        UUID id = created.getId();
        assertThat(created.getMessages()).as(place(i)).containsExactly(first);
        assertThat(ConversationOperations.appendMessage(session, id, second)).isEqualTo(2);

        Conversation read = ConversationOperations.getConversationById(session, id);
        assertThat(read.getMessages()).as(place(i)).containsExactly(first, second);
        assertThat(read.getMetadata()).as(place(i)).isEqualTo(RandomJson.stored(metadata));
        assertThat(ConversationOperations.listMessages(session, id, 1, 5))
            .as(place(i))
            .containsExactly(second);
        List<Object> sent = List.of(json(first), json(second));
        assertStored(session, "conversations", "messages", id, sent, place(i));
        assertStored(session, "conversations", "metadata", id, metadata, place(i));
      }
    }

    private Message message() {
      return Message.of(random.text(), random.text(), random.object());
    }

    private Map<String, Object> json(Message message) {
      Map<String, Object> json = new LinkedHashMap<>(message.getFields());
      json.put("role", message.getRole());
      json.put("content", message.getContent());
      return json;
    }
  }

  @Nested
  class AtTheLimits {

    @Test
    void theDeepestOne(SqlSession session) throws Exception {
      Map<String, Object> sent = random.deep(500);
      UUID id = create(session, sent).getId();
      assertStored(session, "items", "metadata", id, sent, "depth 500");
      assertThat(ItemOperations.listItemsByMetadata(session, sent, 1)).hasSize(1);
    }

    @Test
    void theLongestStringAndName(SqlSession session) throws Exception {
      Map<String, Object> sent = Map.of("n".repeat(50_000), 1, "text", "\u00e9".repeat(20_000_000));
      Item created = create(session, sent);
      // no isEqualTo: a failure would print it
      assertThat(created.getMetadata().equals(sent)).isTrue();
      assertStored(
          session,
          "items",
          "metadata",
          create(session, Map.of("n".repeat(50_000), 1)).getId(),
          Map.of("n".repeat(50_000), 1),
          "name");
    }

    @Test
    void theWidestNumbers(SqlSession session) throws Exception {
      Map<String, Object> sent =
          Map.of(
              "integer", new BigInteger("9".repeat(1000)).negate(),
              "large", new BigDecimal("1E+999"),
              "small", new BigDecimal("-1E-999"),
              "both", new BigDecimal("9".repeat(500) + "." + "9".repeat(500)));
      Item created = create(session, sent);
      assertThat(created.getMetadata()).isEqualTo(RandomJson.stored(sent));
      assertStored(session, "items", "metadata", created.getId(), sent, "widest");
    }

    private Item create(SqlSession session, Map<String, ?> metadata) {
      return ItemOperations.createItem(
          session, NewItem.builder().name("limit").status("new").metadata(metadata).build());
    }
  }

  @Nested
  class Naughty {

    @Test
    void textInItems(SqlSession session) throws Exception {
      for (String text : NaughtyStrings.all()) {
        Map<String, Object> metadata = Map.of(text, text, "list", List.of(text));
        Item item =
            ItemOperations.createItem(
                session,
                NewItem.builder()
                    .name(text)
                    .description(text)
                    .status(text)
                    .metadata(metadata)
                    .build());
        assertItem(item, text);
        Item many =
            ItemOperations.createItems(
                    session,
                    List.of(
                        NewItem.builder()
                            .name(text)
                            .description(text)
                            .status(text)
                            .metadata(metadata)
                            .build()))
                .get(0);
        assertItem(many, text);
        // by the exact text: neither a collation nor a trim makes two of them one
        assertThat(ItemOperations.listItemsByStatus(session, text))
            .as(text)
            .containsExactlyInAnyOrder(item, many);
        assertThat(ItemOperations.listItemsByMetadata(session, Map.of(text, text), 9))
            .as(text)
            .containsExactlyInAnyOrder(item, many);
        assertStored(session, "items", "metadata", many.getId(), metadata, text);
        assertStored(session, "items", "to_jsonb(name)", many.getId(), text, text);
      }
    }

    private void assertItem(Item item, String text) {
      assertThat(item.getName()).isEqualTo(text);
      assertThat(item.getDescription()).isEqualTo(text);
      assertThat(item.getStatus()).isEqualTo(text);
      assertThat(item.getMetadata()).isEqualTo(Map.of(text, text, "list", List.of(text)));
    }

    @Test
    void textInConversations(SqlSession session) throws Exception {
      for (String text : NaughtyStrings.all()) {
        Message message = Message.of(text, text, Map.of("x" + text, text));
        UUID id =
            ConversationOperations.createConversation(session, List.of(message), Map.of(text, text))
                .getId();
        ConversationOperations.appendMessage(session, id, message);
        Conversation read = ConversationOperations.getConversationById(session, id);
        assertThat(read.getMessages()).containsExactly(message, message);
        assertThat(read.getMessages().get(0).getContent()).isEqualTo(text);
        assertThat(read.getMessages().get(0).getRole()).isEqualTo(text);
        assertStored(session, "conversations", "metadata", id, Map.of(text, text), text);
      }
    }
  }
}
