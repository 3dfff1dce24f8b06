package dev.lintel.faults;

import static java.util.Map.entry;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.ibatis.session.SqlSession;

/** A call of each operation by its name, the reading and the writing ones, on rows of its own. */
final class AllOperations {

  /** The rows that the calls begin with. */
  record Rows(Parent parent, Item item, Conversation conversation) {

    static Rows create(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "Shop");
      return new Rows(
          parent,
          ItemOperations.createItem(session, newItem("all").parentId(parent.getId()).build()),
          ConversationOperations.createConversation(
              session, List.of(Message.of("user", "Hi")), Map.of()));
    }
  }

  static final Map<String, BiConsumer<SqlSession, Rows>> READING =
      Map.ofEntries(
          entry("getItemById", (s, r) -> ItemOperations.getItemById(s, item(r))),
          entry("findItemById", (s, r) -> ItemOperations.findItemById(s, item(r))),
          entry(
              "getItemWithParentById", (s, r) -> ItemOperations.getItemWithParentById(s, item(r))),
          entry(
              "getParentWithItemsById",
              (s, r) -> ItemOperations.getParentWithItemsById(s, r.parent().getId())),
          entry("countItemsByStatus", (s, r) -> ItemOperations.countItemsByStatus(s, "all")),
          entry("listItemsByStatus", (s, r) -> ItemOperations.listItemsByStatus(s, "all")),
          entry("pageItemsByStatus", (s, r) -> ItemOperations.pageItemsByStatus(s, "all", 5, null)),
          entry(
              "forEachItemByStatus",
              (s, r) -> ItemOperations.forEachItemByStatus(s, "all", item -> {})),
          entry(
              "listItemsByParent",
              (s, r) -> ItemOperations.listItemsByParent(s, r.parent().getId())),
          entry(
              "listItemsByMetadata",
              (s, r) -> ItemOperations.listItemsByMetadata(s, Map.of("a", 1), 5)),
          entry("getParentById", (s, r) -> ParentOperations.getParentById(s, r.parent().getId())),
          entry("findParentById", (s, r) -> ParentOperations.findParentById(s, r.parent().getId())),
          entry(
              "getConversationById",
              (s, r) -> ConversationOperations.getConversationById(s, conversation(r))),
          entry(
              "findConversationById",
              (s, r) -> ConversationOperations.findConversationById(s, conversation(r))),
          entry(
              "listMessages",
              (s, r) -> ConversationOperations.listMessages(s, conversation(r), 0, 5)),
          entry(
              "pageConversations", (s, r) -> ConversationOperations.pageConversations(s, 5, null)));

  static final Map<String, BiConsumer<SqlSession, Rows>> WRITING =
      Map.ofEntries(
          entry("createItem", (s, r) -> ItemOperations.createItem(s, "Rug", "more")),
          entry(
              "createItems",
              (s, r) ->
                  ItemOperations.createItems(
                      s, List.of(newItem("more").build(), newItem("more").build()))),
          entry(
              "updateItemStatus",
              (s, r) -> {
                ItemOperations.updateItemStatus(s, item(r), "other");
                ItemOperations.updateItemStatus(s, item(r), "other", "all");
              }),
          entry(
              "replaceItemMetadata",
              (s, r) -> ItemOperations.replaceItemMetadata(s, item(r), Map.of("a", 1))),
          entry(
              "mergeItemMetadata",
              (s, r) -> ItemOperations.mergeItemMetadata(s, item(r), Map.of("b", 2))),
          entry(
              "deleteItem",
              (s, r) ->
                  ItemOperations.deleteItem(
                      s, ItemOperations.createItem(s, "Chair", "gone").getId())),
          entry("claimItems", (s, r) -> ItemOperations.claimItems(s, "all", "taken", 5)),
          entry("createParent", (s, r) -> ParentOperations.createParent(s, "Shop")),
          entry(
              "createConversation",
              (s, r) -> ConversationOperations.createConversation(s, List.of(), Map.of())),
          entry(
              "appendMessage",
              (s, r) ->
                  ConversationOperations.appendMessage(
                      s, conversation(r), Message.of("user", "More"))),
          entry(
              "appendMessages",
              (s, r) ->
                  ConversationOperations.appendMessages(
                      s, conversation(r), List.of(Message.of("user", "Still more")))),
          entry(
              "mergeConversationMetadata",
              (s, r) ->
                  ConversationOperations.mergeConversationMetadata(
                      s, conversation(r), Map.of("a", 1))));

  private AllOperations() {}

  private static UUID item(Rows rows) {
    return rows.item().getId();
  }

  private static UUID conversation(Rows rows) {
    return rows.conversation().getId();
  }

  private static NewItem.Builder newItem(String status) {
    return NewItem.builder().name("Lamp").status(status);
  }
}
