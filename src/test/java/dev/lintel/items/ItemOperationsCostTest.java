package dev.lintel.items;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementCounter;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One statement and one round trip for each operation, seen below the driver. */
@PostgresTest
class ItemOperationsCostTest {

  /** What the operations work on: an item of a parent. */
  record Rows(UUID itemId, UUID parentId, String cursor) {}

  static Stream<Arguments> operations() {
    return Stream.of(
        operation("createItem", (s, r) -> ItemOperations.createItem(s, "Lamp", "new")),
        operation(
            "createItem with all",
            (s, r) -> ItemOperations.createItem(s, newItem(1, r.parentId()))),
        operation(
            "createItems of 10,000",
            (s, r) ->
                ItemOperations.createItems(
                    s,
                    IntStream.range(0, 10_000).mapToObj(i -> newItem(i, r.parentId())).toList())),
        operation("getItemById", (s, r) -> ItemOperations.getItemById(s, r.itemId())),
        operation("findItemById", (s, r) -> ItemOperations.findItemById(s, r.itemId())),
        operation(
            "getItemWithParentById",
            (s, r) -> ItemOperations.getItemWithParentById(s, r.itemId()).getParent().getName()),
        operation(
            "getParentWithItemsById",
            (s, r) ->
                ItemOperations.getParentWithItemsById(s, r.parentId())
                    .getItems()
                    .forEach(Item::getMetadata)),
        operation(
            "updateItemStatus", (s, r) -> ItemOperations.updateItemStatus(s, r.itemId(), "x")),
        operation(
            "updateItemStatus compared",
            (s, r) -> ItemOperations.updateItemStatus(s, r.itemId(), "new", "x")),
        operation(
            "replaceItemMetadata",
            (s, r) -> ItemOperations.replaceItemMetadata(s, r.itemId(), Map.of("a", 1))),
        operation(
            "mergeItemMetadata",
            (s, r) -> ItemOperations.mergeItemMetadata(s, r.itemId(), Map.of("a", 1))),
        operation(
            "mergeItemMetadata of nothing",
            (s, r) -> ItemOperations.mergeItemMetadata(s, r.itemId(), emptyMap())),
        operation("deleteItem", (s, r) -> ItemOperations.deleteItem(s, r.itemId())),
        operation("countItemsByStatus", (s, r) -> ItemOperations.countItemsByStatus(s, "new")),
        operation("listItemsByStatus", (s, r) -> ItemOperations.listItemsByStatus(s, "new")),
        operation(
            "pageItemsByStatus, first",
            (s, r) -> ItemOperations.pageItemsByStatus(s, "page", 3, null)),
        operation(
            "pageItemsByStatus, next",
            (s, r) -> ItemOperations.pageItemsByStatus(s, "page", 3, r.cursor())),
        operation(
            "forEachItemByStatus of one fetch",
            (s, r) -> ItemOperations.forEachItemByStatus(s, "page", Item::getMetadata)),
        operation("listItemsByParent", (s, r) -> ItemOperations.listItemsByParent(s, r.parentId())),
        operation(
            "listItemsByMetadata",
            (s, r) -> ItemOperations.listItemsByMetadata(s, Map.of("n", 1), 10)),
        operation(
            "listItemsByMetadata of all",
            (s, r) -> ItemOperations.listItemsByMetadata(s, emptyMap(), 10)),
        operation("claimItems", (s, r) -> ItemOperations.claimItems(s, "page", "x", 100)));
  }

  private static Arguments operation(String name, BiConsumer<SqlSession, Rows> operation) {
    return Arguments.of(name, operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void isOneStatementAndOneRoundTrip(
      String name, BiConsumer<SqlSession, Rows> operation, TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            Rows rows = rows(session);
            counter.reset();
            operation.accept(session, rows);
            assertThat(counter.statements()).hasSize(1);
            assertThat(counter.statements().get(0).strip()).startsWith("/* items.");
            assertThat(counter.roundTrips()).isEqualTo(1);
            return null;
          });
    }
  }

  /** A null of another type than the values have would be prepared, and planned, anew. */
  @Test
  void nullsAndValuesShareAPreparedStatement(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            UUID parentId = ParentOperations.createParent(session, "House").getId();
            for (int n = 0; n < 40; n++) {
              if (n == 20) {
                counter.reset(); // the driver has given the statements their names by now
              }
              NewItem.Builder item = NewItem.builder().name("Lamp").status("none");
              ItemOperations.createItem(session, item.build());
              ItemOperations.createItem(session, item.description("a").parentId(parentId).build());
              ItemOperations.listItemsByStatus(session, "none");
              ItemOperations.pageItemsByStatus(session, "none", 10, null);
            }
            assertThat(counter.statements()).hasSize(80);
            assertThat(counter.parses()).isZero();
            return null;
          });
    }
  }

  @Test
  void createItemsOfNoneAsksNobody(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(session -> ItemOperations.createItems(session, emptyList()));
      assertThat(counter.statements()).isEmpty();
      assertThat(counter.roundTrips()).isZero();
    }
  }

  @Test
  void beginTravelsWithTheFirstStatement(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(session -> ItemOperations.createItem(session, "Lamp", "new"));
      assertThat(counter.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void oneReadThatCommitsItselfIsOneRoundTrip(TestDatabase database) throws Exception {
    Database plain = database.database();
    UUID id = plain.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "auto").getId());
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.countInAutoCommit(session -> ItemOperations.getItemById(session, id));
      assertThat(counter.roundTrips()).isEqualTo(1);
    }
  }

  private static Rows rows(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    Item item = ItemOperations.createItem(session, newItem(0, parent.getId()));
    ItemOperations.createItem(session, newItem(1, parent.getId()));
    StoredItems.insert(session, "page", 10, 2);
    String cursor = ItemOperations.pageItemsByStatus(session, "page", 3, null).getNextCursor();
    return new Rows(item.getId(), parent.getId(), cursor);
  }

  private static NewItem newItem(int n, UUID parentId) {
    return NewItem.builder()
        .name("Lamp " + n)
        .status("new")
        .description("number " + n)
        .metadata(Map.of("n", n))
        .parentId(parentId)
        .build();
  }
}
