package dev.lintel.items;

import static dev.lintel.items.ItemOperations.claimItems;
import static dev.lintel.items.ItemOperations.countItemsByStatus;
import static dev.lintel.items.ItemOperations.createItem;
import static dev.lintel.items.ItemOperations.createItems;
import static dev.lintel.items.ItemOperations.deleteItem;
import static dev.lintel.items.ItemOperations.findItemById;
import static dev.lintel.items.ItemOperations.forEachItemByStatus;
import static dev.lintel.items.ItemOperations.getItemById;
import static dev.lintel.items.ItemOperations.getItemWithParentById;
import static dev.lintel.items.ItemOperations.getParentWithItemsById;
import static dev.lintel.items.ItemOperations.listItemsByMetadata;
import static dev.lintel.items.ItemOperations.listItemsByParent;
import static dev.lintel.items.ItemOperations.listItemsByStatus;
import static dev.lintel.items.ItemOperations.mergeItemMetadata;
import static dev.lintel.items.ItemOperations.pageItemsByStatus;
import static dev.lintel.items.ItemOperations.replaceItemMetadata;
import static dev.lintel.items.ItemOperations.updateItemStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.BadDocuments;
import dev.lintel.testing.BadTexts;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before it reaches the server: the caller's transaction goes on and commits. */
@PostgresTest
class ItemBadInputTest {

  private static final Map<String, Object> EMPTY = Map.of();

  /** One call with one bad argument, on the row that the transaction created before. */
  private record BadCall(String field, String what, Call call) {

    @Override
    public String toString() {
      return field + ": " + what;
    }
  }

  @FunctionalInterface
  private interface Call {
    void on(SqlSession session, UUID itemId);
  }

  @FunctionalInterface
  private interface CallWith<T> {
    void on(SqlSession session, UUID itemId, T bad);
  }

  private static NewItem.Builder good() {
    return NewItem.builder().name("Lamp").status("new");
  }

  private static List<NewItem> second(NewItem.Builder bad) {
    return List.of(good().build(), bad.build());
  }

  static List<BadCall> badTexts() {
    List<BadCall> calls = new ArrayList<>();
    Map<String, String> names = BadTexts.longerThan(200);
    Map<String, String> statuses = BadTexts.longerThan(50);
    Map<String, String> texts = BadTexts.unstorable();
    each(calls, "name", names, (s, id, bad) -> createItem(s, bad, "new"));
    each(calls, "name", names, (s, id, bad) -> createItem(s, good().name(bad).build()));
    each(calls, "items[1].name", names, (s, id, bad) -> createItems(s, second(good().name(bad))));
    each(
        calls,
        "description",
        texts,
        (s, id, bad) -> createItem(s, good().description(bad).build()));
    each(
        calls,
        "items[1].description",
        texts,
        (s, id, bad) -> createItems(s, second(good().description(bad))));
    each(calls, "status", statuses, (s, id, bad) -> createItem(s, "Lamp", bad));
    each(calls, "status", statuses, (s, id, bad) -> createItem(s, good().status(bad).build()));
    each(
        calls,
        "items[1].status",
        statuses,
        (s, id, bad) -> createItems(s, second(good().status(bad))));
    each(calls, "status", statuses, (s, id, bad) -> updateItemStatus(s, id, bad));
    each(calls, "expectedStatus", statuses, (s, id, bad) -> updateItemStatus(s, id, bad, "done"));
    each(calls, "status", statuses, (s, id, bad) -> updateItemStatus(s, id, "before", bad));
    each(calls, "status", statuses, (s, id, bad) -> countItemsByStatus(s, bad));
    each(calls, "status", statuses, (s, id, bad) -> listItemsByStatus(s, bad));
    each(calls, "status", statuses, (s, id, bad) -> pageItemsByStatus(s, bad, 10, null));
    each(calls, "status", statuses, (s, id, bad) -> forEachItemByStatus(s, bad, item -> {}));
    each(calls, "fromStatus", statuses, (s, id, bad) -> claimItems(s, bad, "done", 10));
    each(calls, "toStatus", statuses, (s, id, bad) -> claimItems(s, "before", bad, 10));
    calls.add(call("toStatus", "the same", (s, id) -> claimItems(s, "before", "before", 10)));
    return calls;
  }

  static List<BadCall> badDocuments() {
    List<BadCall> calls = new ArrayList<>();
    Map<String, Map<String, Object>> documents = BadDocuments.all();
    documents.put("null", null);
    each(calls, "metadata", documents, (s, id, bad) -> createItem(s, good().metadata(bad).build()));
    each(
        calls,
        "items[1].metadata",
        documents,
        (s, id, bad) -> createItems(s, second(good().metadata(bad))));
    each(calls, "metadata", documents, (s, id, bad) -> replaceItemMetadata(s, id, bad));
    each(calls, "patch", documents, (s, id, bad) -> mergeItemMetadata(s, id, bad));
    each(calls, "contained", documents, (s, id, bad) -> listItemsByMetadata(s, bad, 10));
    return calls;
  }

  static List<BadCall> nulls() {
    UUID twice = UUID.randomUUID();
    return List.of(
        call("item", "null", (s, id) -> createItem(s, null)),
        call("items", "null", (s, id) -> createItems(s, null)),
        call("items[1]", "null", (s, id) -> createItems(s, Arrays.asList(good().build(), null))),
        call("items[1].id", "twice", (s, id) -> createItems(s, same(twice))),
        call("itemId", "null", (s, id) -> getItemById(s, null)),
        call("itemId", "null", (s, id) -> findItemById(s, null)),
        call("itemId", "null", (s, id) -> getItemWithParentById(s, null)),
        call("parentId", "null", (s, id) -> getParentWithItemsById(s, null)),
        call("itemId", "null", (s, id) -> updateItemStatus(s, null, "done")),
        call("itemId", "null", (s, id) -> updateItemStatus(s, null, "before", "done")),
        call("itemId", "null", (s, id) -> replaceItemMetadata(s, null, EMPTY)),
        call("itemId", "null", (s, id) -> mergeItemMetadata(s, null, EMPTY)),
        call("itemId", "null", (s, id) -> deleteItem(s, null)),
        call("parentId", "null", (s, id) -> listItemsByParent(s, null)),
        call("consumer", "null", (s, id) -> forEachItemByStatus(s, "before", null)));
  }

  private static List<NewItem> same(UUID id) {
    return List.of(good().id(id).build(), good().id(id).build());
  }

  static List<BadCall> badLimits() {
    List<BadCall> calls = new ArrayList<>();
    for (int bad : new int[] {0, -1, Integer.MIN_VALUE, 100_001, Integer.MAX_VALUE}) {
      String what = String.valueOf(bad);
      calls.add(call("limit", what, (s, id) -> pageItemsByStatus(s, "before", bad, null)));
      calls.add(call("limit", what, (s, id) -> listItemsByMetadata(s, EMPTY, bad)));
      calls.add(call("limit", what, (s, id) -> listItemsByMetadata(s, Map.of("a", 1), bad)));
      calls.add(call("limit", what, (s, id) -> claimItems(s, "before", "done", bad)));
    }
    return calls;
  }

  private static BadCall call(String field, String what, Call call) {
    return new BadCall(field, what, call);
  }

  private static <T> void each(
      List<BadCall> calls, String field, Map<String, T> values, CallWith<T> call) {
    values.forEach((what, bad) -> calls.add(call(field, what, (s, id) -> call.on(s, id, bad))));
  }

  @ParameterizedTest
  @MethodSource({"badTexts", "badDocuments", "nulls", "badLimits"})
  void isRefusedAndTheTransactionCommitsItsOtherWork(BadCall bad, TestDatabase database)
      throws SQLException {
    Item before;
    Item after;
    try (SqlSession session = database.database().openSession()) {
      before = createItem(session, "before", "before");
      assertThatThrownBy(() -> bad.call().on(session, before.getId()))
          .isInstanceOf(InvalidValueException.class)
          .satisfies(e -> assertField(bad, (InvalidValueException) e));
      assertThat(getItemById(session, before.getId())).isEqualTo(before);
      after = createItem(session, "after", "after");
      session.commit();
    }
    assertThat(takeCommitted(database))
        .as("what the transaction committed")
        .containsExactlyInAnyOrder(before.getId(), after.getId());
  }

  /** On another connection; a pooled one, since this runs some hundred times. */
  private static List<UUID> takeCommitted(TestDatabase database) throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DELETE FROM lintel.items RETURNING id")) {
      List<UUID> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    }
  }

  private static void assertField(BadCall bad, InvalidValueException e) {
    assertThat(e.getField()).matches(field -> field.split(" at /")[0].equals(bad.field()));
    assertThat(e.getMessage()).startsWith(e.getField() + ": expected ").contains(", but was ");
    assertThat(e.getMessage().length()).as("a message that a log can take").isLessThan(3_000);
    assertThat(e.getMessage().lines()).hasSize(1);
  }

  @Test
  void namesBothElementsOfADuplicateId(SqlSession session) {
    UUID id = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                createItems(
                    session, List.of(good().build(), good().id(id).build(), good().id(id).build())))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("items[2].id: ")
        .hasMessageEndingWith(id + ", as items[1] has");
  }

  @Test
  void namesThePlaceInADocumentOfAnElement(SqlSession session) {
    assertThatThrownBy(() -> createItems(session, second(good().metadata(Map.of("a/b", "\u0000")))))
        .hasMessageStartingWith("items[1].metadata at /a~1b: ");
  }

  @Test
  void namesAMissingSession() {
    UUID id = UUID.randomUUID();
    List<Call> calls =
        List.of(
            (s, i) -> createItem(s, "Lamp", "new"),
            (s, i) -> createItem(s, good().build()),
            (s, i) -> createItems(s, List.of(good().build())),
            (s, i) -> createItems(s, Collections.emptyList()),
            (s, i) -> getItemById(s, i),
            (s, i) -> findItemById(s, i),
            (s, i) -> getItemWithParentById(s, i),
            (s, i) -> getParentWithItemsById(s, i),
            (s, i) -> updateItemStatus(s, i, "done"),
            (s, i) -> updateItemStatus(s, i, "new", "done"),
            (s, i) -> replaceItemMetadata(s, i, EMPTY),
            (s, i) -> mergeItemMetadata(s, i, EMPTY),
            (s, i) -> deleteItem(s, i),
            (s, i) -> countItemsByStatus(s, "new"),
            (s, i) -> listItemsByStatus(s, "new"),
            (s, i) -> pageItemsByStatus(s, "new", 1, null),
            (s, i) -> forEachItemByStatus(s, "new", item -> {}),
            (s, i) -> listItemsByParent(s, i),
            (s, i) -> listItemsByMetadata(s, EMPTY, 1),
            (s, i) -> claimItems(s, "new", "done", 1));
    for (Call call : calls) {
      assertThatThrownBy(() -> call.on(null, id))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("session: expected a value, but was null");
    }
  }

  @Test
  void takesTheLongestTextInCharactersAsPostgresqlCountsThem(SqlSession session) {
    String name = BadTexts.longest(200);
    String status = BadTexts.longest(50);
    Item item = createItem(session, name, status);
    assertThat(item.getName()).isEqualTo(name);
    assertThat(createItems(session, List.of(good().name(name).status(status).build()))).hasSize(1);
    assertThat(listItemsByStatus(session, status)).hasSize(2);
    assertThat(countItemsByStatus(session, status)).isEqualTo(2);
    assertThat(pageItemsByStatus(session, status, 1, null).getNextCursor()).isNotNull();
    assertThat(claimItems(session, status, status.substring(2) + "x", 9)).hasSize(2);
    assertThat(updateItemStatus(session, item.getId(), status).getStatus()).isEqualTo(status);
    assertThat(updateItemStatus(session, item.getId(), status, "new").getStatus()).isEqualTo("new");
  }

  @Test
  void takesTheLargestLimit(SqlSession session) {
    createItem(session, "Lamp", "limits");
    assertThat(pageItemsByStatus(session, "limits", 100_000, null).getContent()).hasSize(1);
    assertThat(listItemsByMetadata(session, EMPTY, 100_000)).isNotEmpty();
    assertThat(claimItems(session, "limits", "done", 100_000)).hasSize(1);
  }
}
