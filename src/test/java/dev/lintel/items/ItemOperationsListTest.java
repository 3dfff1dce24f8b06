package dev.lintel.items;

import static java.util.Collections.emptyMap;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsListTest {

  /** As the server orders: uuid by its bytes, which Java's compareTo does not. */
  static final Comparator<Item> OLDEST_FIRST =
      Comparator.comparing(Item::getCreatedAt).thenComparing(item -> item.getId().toString());

  @Nested
  class CountItemsByStatus {

    @Test
    void countsThatStatusOnly(SqlSession session) {
      StoredItems.insert(session, "new", 3, 1);
      StoredItems.insert(session, "newer", 2, 1);
      assertThat(ItemOperations.countItemsByStatus(session, "new")).isEqualTo(3);
      assertThat(ItemOperations.countItemsByStatus(session, "NEW")).isZero();
    }
  }

  @Nested
  class ListItemsByStatus {

    @Test
    void listsAllOfTheStatusOldestFirst(SqlSession session) {
      StoredItems.insert(session, "new", 500, 7);
      StoredItems.insert(session, "old", 5, 1);
      List<Item> listed = ItemOperations.listItemsByStatus(session, "new");
      assertThat(listed).hasSize(500).isSortedAccordingTo(OLDEST_FIRST);
      assertThat(listed).extracting(Item::getStatus).containsOnly("new");
    }

    @Test
    void leavesOutItsNeighboursInTheIndex(SqlSession session) {
      for (String status : List.of("", "a", "a ", "aa", "A", "b", "ä")) {
        ItemOperations.createItem(session, "of '" + status + "'", status);
      }
      for (String status : List.of("", "a", "a ", "aa", "A", "b", "ä")) {
        assertThat(ItemOperations.listItemsByStatus(session, status))
            .extracting(Item::getName)
            .containsExactly("of '" + status + "'");
      }
    }

    @Test
    void isEmptyForAStatusThatNoItemHas(SqlSession session) {
      ItemOperations.createItem(session, "Lamp", "new");
      assertThat(ItemOperations.listItemsByStatus(session, "none")).isEmpty();
    }

    @Test
    void seesWhatAnotherSessionCommittedSinceTheLastList(Database database) {
      try (SqlSession session = database.openSession()) {
        assertThat(ItemOperations.listItemsByStatus(session, "since")).isEmpty();
        Item item = database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "since"));
        assertThat(ItemOperations.listItemsByStatus(session, "since")).containsExactly(item);
        database.useTransaction(s -> ItemOperations.deleteItem(s, item.getId()));
        assertThat(ItemOperations.listItemsByStatus(session, "since")).isEmpty();
      }
    }

    @Test
    void givesTheCallerAListOfItsOwn(SqlSession session) {
      ItemOperations.createItem(session, "Lamp", "own");
      ItemOperations.listItemsByStatus(session, "own").clear();
      assertThat(ItemOperations.listItemsByStatus(session, "own")).hasSize(1);
    }
  }

  @Nested
  class ListItemsByMetadata {

    @Test
    void findsWhatContainsTheDocument(SqlSession session) {
      UUID lamp = with(session, Map.of("room", "hall", "tags", List.of("a", "b"), "n", 1));
      UUID chair = with(session, Map.of("room", "hall", "box", Map.of("x", 1, "y", 2)));
      with(session, Map.of("rooms", "hall"));
      assertThat(found(session, Map.of("room", "hall"))).containsExactlyInAnyOrder(lamp, chair);
      assertThat(found(session, Map.of("room", "hall", "n", 1))).containsExactly(lamp);
      assertThat(found(session, Map.of("tags", List.of("b")))).containsExactly(lamp);
      assertThat(found(session, Map.of("box", Map.of("y", 2)))).containsExactly(chair);
      assertThat(found(session, Map.of("room", "Hall"))).isEmpty();
      assertThat(found(session, Map.of("n", "1"))).isEmpty();
    }

    @Test
    void tellsAJsonNullFromAMissingKey(SqlSession session) {
      UUID withNull = with(session, singletonMap("room", null));
      with(session, emptyMap());
      assertThat(found(session, singletonMap("room", null))).containsExactly(withNull);
    }

    @Test
    void givesTheOldestUpToTheLimit(SqlSession session) {
      UUID third = with(session, Map.of("n", 1));
      UUID second = with(session, Map.of("n", 1));
      UUID first = with(session, Map.of("n", 1));
      StoredItems.age(session, "items", second, 60);
      StoredItems.age(session, "items", first, 120);
      assertThat(found(session, Map.of("n", 1))).containsExactly(first, second, third);
      assertThat(ItemOperations.listItemsByMetadata(session, Map.of("n", 1), 2))
          .extracting(Item::getId)
          .containsExactly(first, second);
    }

    @Test
    void ofTheEmptyDocumentGivesTheOldestOfAll(SqlSession session) {
      StoredItems.insert(session, "new", 30, 4);
      with(session, Map.of("n", 1));
      List<Item> all = ItemOperations.listItemsByMetadata(session, emptyMap(), 100);
      assertThat(all).hasSize(31).isSortedAccordingTo(OLDEST_FIRST);
      assertThat(ItemOperations.listItemsByMetadata(session, emptyMap(), 7))
          .isEqualTo(all.subList(0, 7));
    }

    @Test
    void takesTheLargestLimit(SqlSession session) {
      UUID id = with(session, Map.of("n", 1));
      assertThat(ItemOperations.listItemsByMetadata(session, Map.of("n", 1), 100_000))
          .extracting(Item::getId)
          .containsExactly(id);
    }

    private List<UUID> found(SqlSession session, Map<String, ?> contained) {
      return ItemOperations.listItemsByMetadata(session, contained, 100).stream()
          .map(Item::getId)
          .toList();
    }

    private UUID with(SqlSession session, Map<String, ?> metadata) {
      return ItemOperations.createItem(
              session, NewItem.builder().name("Lamp").status("meta").metadata(metadata).build())
          .getId();
    }
  }
}
