package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.NaughtyStrings;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that want to be SQL, JSON paths, patterns, expressions or classes are stored as texts. */
@PostgresTest
@Tag("faults")
class InjectionTest {

  /** What a reader of JSON that makes classes would load. */
  static final class Trap {

    static final AtomicBoolean SPRUNG = new AtomicBoolean();

    private static final class Bait {
      static {
        SPRUNG.set(true);
      }
    }
  }

  @Test
  void everyTextOfEveryOperationIsStoredAsItIs(SqlSession session) throws SQLException {
    int rows = 0;
    for (String text : NaughtyStrings.all()) {
      Parent parent = ParentOperations.createParent(session, text);
      assertThat(parent.getName()).isEqualTo(text);
      stands(session, "SELECT name FROM lintel.parents WHERE id = ?", parent.getId(), text);
      item(session, text, parent.getId());
      conversation(session, text);
      rows++;
    }
    assertThat(ParentOperations.createParent(session, "after").getName()).isEqualTo("after");
    assertThat(count(session, "parents")).isEqualTo(rows + 1);
    assertThat(count(session, "items")).isEqualTo(2 * rows);
    assertThat(count(session, "conversations")).isEqualTo(rows);
  }

  private static void item(SqlSession session, String text, UUID parentId) throws SQLException {
    NewItem wanted =
        NewItem.builder()
            .name(text)
            .status(text)
            .description(text)
            .metadata(Map.of(text, List.of(text)))
            .parentId(parentId)
            .build();
    Item item = ItemOperations.createItem(session, wanted);
    UUID id = item.getId();
    stands(session, "SELECT description FROM lintel.items WHERE id = ?", id, text);
    stands(session, "SELECT jsonb_object_keys(metadata) FROM lintel.items WHERE id = ?", id, text);
    ItemOperations.createItems(session, List.of(wanted)).get(0);
    assertThat(ItemOperations.countItemsByStatus(session, text)).isEqualTo(2);
    assertThat(ItemOperations.listItemsByStatus(session, text))
        .allMatch(each -> each.getName().equals(text) && each.getDescription().equals(text));
    assertThat(ItemOperations.pageItemsByStatus(session, text, 9, null).getContent()).hasSize(2);
    assertThat(ItemOperations.listItemsByMetadata(session, Map.of(text, List.of(text)), 9))
        .extracting(Item::getId)
        .contains(id)
        .hasSize(2);
    String claimed = text + "x";
    assertThat(ItemOperations.claimItems(session, text, claimed, 9)).hasSize(2);
    assertThat(ItemOperations.updateItemStatus(session, id, claimed, text).getStatus())
        .isEqualTo(text);
    assertThat(ItemOperations.mergeItemMetadata(session, id, Map.of(text, text)).getMetadata())
        .isEqualTo(Map.of(text, text));
    assertThat(ItemOperations.updateItemStatus(session, id, "done").getMetadata())
        .isEqualTo(Map.of(text, text));
  }

  private static void conversation(SqlSession session, String text) throws SQLException {
    Message message = Message.of(text, text, Map.of("x" + text, text));
    UUID id =
        ConversationOperations.createConversation(session, List.of(message), Map.of(text, text))
            .getId();
    ConversationOperations.appendMessage(session, id, message);
    ConversationOperations.mergeConversationMetadata(session, id, Map.of(text + "x", text));
    Conversation conversation = ConversationOperations.getConversationById(session, id);
    assertThat(conversation.getMessages()).containsExactly(message, message);
    assertThat(conversation.getMetadata()).isEqualTo(Map.of(text, text, text + "x", text));
    stands(
        session, "SELECT messages->1->>'content' FROM lintel.conversations WHERE id = ?", id, text);
  }

  /** As the server has it, byte by byte. */
  private static void stands(SqlSession session, String sql, UUID id, String text)
      throws SQLException {
    String hex = "SELECT encode(convert_to(v, 'UTF8'), 'hex') FROM (" + sql + ") AS s (v)";
    try (PreparedStatement statement = session.getConnection().prepareStatement(hex)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getString(1))
            .isEqualTo(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static int count(SqlSession session, String table) throws SQLException {
    try (PreparedStatement statement =
            session.getConnection().prepareStatement("SELECT count(*) FROM lintel." + table);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x'; DROP SCHEMA lintel CASCADE; --",
        "x -c log_statement=all",
        "\\' x=\"y\" $1 ${x} #{x}",
        "%n%s {} a=b,c"
      })
  void nameOfTheApplicationIsAName(String name, TestDatabase database) throws Exception {
    Database.Builder builder = Database.builder().url(database.url()).maximumPoolSize(1);
    try (Database named = builder.applicationName(name).build();
        SqlSession session = named.openSession();
        PreparedStatement statement =
            session.getConnection().prepareStatement("SHOW application_name");
        ResultSet row = statement.executeQuery()) {
      row.next();
      assertThat(row.getString(1)).isEqualTo(name);
    }
  }

  @Test
  void typeHintsInDocumentsAreKeysLikeOthers(SqlSession session) {
    String bait = Trap.Bait.class.getName(); // its name alone does not load it
    Map<String, Object> hints =
        Map.of(
            "@class",
            bait,
            "@type",
            bait,
            "$type",
            bait,
            "class",
            bait,
            "__proto__",
            Map.of("x", 1),
            "list",
            List.of(bait, Map.of("@class", bait, "x", 1)),
            "!!" + bait,
            List.of());
    UUID id = ItemOperations.createItem(session, "x", "x").getId();
    Item item = ItemOperations.replaceItemMetadata(session, id, hints);
    assertThat(item.getMetadata()).isEqualTo(hints);
    assertPlain(item.getMetadata());
    Message message = Message.of("user", "x", hints);
    UUID conversation =
        ConversationOperations.createConversation(session, List.of(message), hints).getId();
    Conversation read = ConversationOperations.getConversationById(session, conversation);
    assertThat(read.getMessages()).containsExactly(message);
    assertPlain(read.getMetadata());
    assertThat(Trap.SPRUNG).isFalse();
  }

  private static void assertPlain(Object value) {
    assertThat(value.getClass().getName()).startsWith("java.");
    if (value instanceof Map) {
      ((Map<?, ?>) value).values().forEach(InjectionTest::assertPlain);
    } else if (value instanceof List) {
      ((List<?>) value).forEach(InjectionTest::assertPlain);
    } else {
      assertThat(value).isInstanceOfAny(String.class, Number.class);
    }
  }
}
