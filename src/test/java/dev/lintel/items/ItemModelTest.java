package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The models that operations return: values, equal by what they hold, and unmodifiable. */
@PostgresTest
class ItemModelTest {

  @Test
  void itemsEqualByAllTheirValues(SqlSession session) {
    UUID parent = ParentOperations.createParent(session, "House").getId();
    Item item = ItemOperations.createItem(session, lamp().parentId(parent).build());
    Item same = ItemOperations.getItemById(session, item.getId());
    assertThat(same).isNotSameAs(item).isEqualTo(item).hasSameHashCodeAs(item);
    assertThat(item.equals(null)).isFalse();
    assertThat(item.equals("Lamp")).isFalse();
    assertThat(ItemOperations.createItem(session, lamp().parentId(parent).build()))
        .isNotEqualTo(item);
    assertThat(ItemOperations.updateItemStatus(session, item.getId(), "done")).isNotEqualTo(item);
    assertThat(ItemOperations.updateItemStatus(session, item.getId(), "new")).isEqualTo(item);
    assertThat(ItemOperations.mergeItemMetadata(session, item.getId(), Map.of("a", 1)))
        .isNotEqualTo(item);
  }

  @Test
  void itemsPrintOnOneLine(SqlSession session) {
    Item item = ItemOperations.createItem(session, "Lamp\nItem[id=forged]", "new");
    assertThat(item.toString())
        .contains(item.getId().toString(), "Lamp", "new")
        .doesNotContain("\n");
  }

  @Test
  void metadataIsUnmodifiableAllTheWayDown(SqlSession session) {
    Item item = ItemOperations.createItem(session, lamp().build());
    assertUnmodifiable(item.getMetadata());
    assertUnmodifiable(ItemOperations.getItemById(session, item.getId()).getMetadata());
  }

  @Test
  void metadataIsTheCallersNoMoreOnceGiven(SqlSession session) {
    List<Object> list = new ArrayList<>(List.of("a"));
    Map<String, Object> metadata = new HashMap<>(Map.of("list", list));
    Item item =
        ItemOperations.createItem(
            session, NewItem.builder().name("Lamp").status("new").metadata(metadata).build());
    list.add("b");
    metadata.put("c", 1);
    assertThat(item.getMetadata()).isEqualTo(Map.of("list", List.of("a")));
  }

  @Test
  void pairsEqualByBothSides(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    Item item = ItemOperations.createItem(session, lamp().parentId(parent.getId()).build());
    ItemWithParent pair = ItemOperations.getItemWithParentById(session, item.getId());
    ItemWithParent samePair = ItemOperations.getItemWithParentById(session, item.getId());
    assertThat(samePair).isNotSameAs(pair).isEqualTo(pair).hasSameHashCodeAs(pair);
    assertThat(pair.toString()).contains(item.getId().toString(), parent.getId().toString());

    ParentWithItems all = ItemOperations.getParentWithItemsById(session, parent.getId());
    ParentWithItems same = ItemOperations.getParentWithItemsById(session, parent.getId());
    assertThat(same).isNotSameAs(all).isEqualTo(all).hasSameHashCodeAs(all);
    assertThat(all.toString()).contains(parent.getId().toString());
    refused(() -> all.getItems().clear());
    ItemOperations.deleteItem(session, item.getId());
    assertThat(ItemOperations.getParentWithItemsById(session, parent.getId())).isNotEqualTo(all);
  }

  @Test
  void conversationsEqualByAllTheirValuesAndAreUnmodifiable(SqlSession session) {
    Message message = Message.of("user", "Hello", Map.of("list", List.of("a")));
    Conversation conversation =
        ConversationOperations.createConversation(
            session, List.of(message), Map.of("list", List.of(Map.of("a", 1))));
    UUID id = conversation.getId();
    Conversation same = ConversationOperations.getConversationById(session, id);
    assertThat(same).isNotSameAs(conversation).isEqualTo(conversation);
    assertThat(same).hasSameHashCodeAs(conversation);
    assertThat(conversation.toString()).contains(id.toString());
    assertUnmodifiable(conversation.getMetadata());
    refused(() -> same.getMessages().clear());
    refused(() -> ConversationOperations.listMessages(session, id, 0, 9).clear());
    assertUnmodifiable(same.getMessages().get(0).getFields());
    ConversationOperations.appendMessage(session, id, message);
    assertThat(ConversationOperations.getConversationById(session, id)).isNotEqualTo(same);
  }

  private static NewItem.Builder lamp() {
    return NewItem.builder()
        .name("Lamp")
        .status("new")
        .metadata(Map.of("list", List.of(Map.of("a", 1)), "map", Map.of("b", List.of())));
  }

  /** Tries to change every collection in a document. */
  @SuppressWarnings("unchecked") // as JSON has it
  private static void assertUnmodifiable(Object value) {
    if (value instanceof Map<?, ?> map) {
      refused(() -> ((Map<String, Object>) map).put("new", 1));
      refused(() -> map.clear());
      map.values().forEach(ItemModelTest::assertUnmodifiable);
    } else if (value instanceof List<?> list) {
      refused(() -> ((List<Object>) list).add("new"));
      list.forEach(ItemModelTest::assertUnmodifiable);
    }
  }

  private static void refused(ThrowingCallable change) {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
  }
}
