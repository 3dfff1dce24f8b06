package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.InvalidValueException;
import dev.lintel.paging.Page;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class ItemOperationsPageTest {

  private static final int COUNT = 120;

  @ParameterizedTest(name = "limit {0}")
  @ValueSource(ints = {1, 7, 59, 60, 119, 120, 121, 100_000})
  void walksTheWholeListWithTies(int limit, SqlSession session) {
    StoredItems.insert(session, "walk", COUNT, 9);
    StoredItems.insert(session, "walj", 5, 1);
    StoredItems.insert(session, "walk ", 5, 1);
    List<Page<Item>> pages = walk(session, "walk", limit);
    assertThat(pages).hasSize((COUNT + limit - 1) / limit);
    assertThat(pages.subList(0, pages.size() - 1)).allMatch(p -> p.getContent().size() == limit);
    assertThat(contents(pages)).isEqualTo(ItemOperations.listItemsByStatus(session, "walk"));
  }

  @ParameterizedTest(name = "limit {0}")
  @ValueSource(ints = {1, 10, 33})
  void walksRowsThatAllShareOneTime(int limit, SqlSession session) {
    List<NewItem> items =
        IntStream.range(0, 100)
            .mapToObj(i -> NewItem.builder().name("Lamp " + i).status("bulk").build())
            .toList();
    List<Item> created = ItemOperations.createItems(session, items);
    assertThat(created).extracting(Item::getCreatedAt).containsOnly(created.get(0).getCreatedAt());
    assertThat(contents(walk(session, "bulk", limit)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(created);
  }

  @Test
  void endsExactlyAtTheBoundary(SqlSession session) {
    StoredItems.insert(session, "edge", 10, 1);
    assertThat(ItemOperations.pageItemsByStatus(session, "edge", 10, null).getNextCursor())
        .isNull();
    Page<Item> first = ItemOperations.pageItemsByStatus(session, "edge", 5, null);
    assertThat(first.getNextCursor()).isNotNull();
    Page<Item> last = ItemOperations.pageItemsByStatus(session, "edge", 5, first.getNextCursor());
    assertThat(last.getContent()).hasSize(5);
    assertThat(last.getNextCursor()).isNull();
  }

  @Test
  void ofAnEmptyListIsEmptyAndTheLast(SqlSession session) {
    Page<Item> page = ItemOperations.pageItemsByStatus(session, "none", 10, null);
    assertThat(page.getContent()).isEmpty();
    assertThat(page.getNextCursor()).isNull();
  }

  @Test
  void isEmptyWhenTheRestWasDeletedMeanwhile(SqlSession session) {
    StoredItems.insert(session, "rest", 6, 1);
    Page<Item> first = ItemOperations.pageItemsByStatus(session, "rest", 5, null);
    for (Item item : ItemOperations.listItemsByStatus(session, "rest")) {
      ItemOperations.deleteItem(session, item.getId());
    }
    Page<Item> last = ItemOperations.pageItemsByStatus(session, "rest", 5, first.getNextCursor());
    assertThat(last.getContent()).isEmpty();
    assertThat(last.getNextCursor()).isNull();
  }

  @Test
  void isStableWhileAnotherSessionInserts(Database database) {
    database.useTransaction(session -> StoredItems.insert(session, "busy", 50, 4));
    try (SqlSession reader = database.openSession()) {
      List<Item> before = ItemOperations.listItemsByStatus(reader, "busy");
      List<Item> walked = new ArrayList<>();
      Set<UUID> inserted = new HashSet<>();
      String cursor = null;
      do {
        Page<Item> page = ItemOperations.pageItemsByStatus(reader, "busy", 6, cursor);
        walked.addAll(page.getContent());
        cursor = page.getNextCursor();
        // one that sorts before the place, and one behind it
        inserted.add(
            database.inTransaction(
                session -> {
                  UUID old = ItemOperations.createItem(session, "old", "busy").getId();
                  StoredItems.age(session, "items", old, 1_000_000_000);
                  return old;
                }));
        if (inserted.size() < 20) {
          inserted.add(
              database.inTransaction(
                  session -> ItemOperations.createItem(session, "young", "busy").getId()));
        }
      } while (cursor != null);
      assertThat(walked).doesNotHaveDuplicates();
      assertThat(walked.stream().filter(item -> !inserted.contains(item.getId())).toList())
          .isEqualTo(before);
      assertThat(walked).extracting(Item::getName).contains("young").doesNotContain("old");
    } finally {
      database.useTransaction(
          session -> {
            for (Item item : ItemOperations.listItemsByStatus(session, "busy")) {
              ItemOperations.deleteItem(session, item.getId());
            }
          });
    }
  }

  @Test
  void givesTheSamePageForTheSameCursor(SqlSession session) {
    StoredItems.insert(session, "same", 10, 3);
    String cursor = ItemOperations.pageItemsByStatus(session, "same", 4, null).getNextCursor();
    Page<Item> once = ItemOperations.pageItemsByStatus(session, "same", 4, cursor);
    assertThat(ItemOperations.pageItemsByStatus(session, "same", 4, cursor))
        .isEqualTo(once)
        .hasSameHashCodeAs(once);
  }

  @Test
  void goesOnWithAnotherLimit(SqlSession session) {
    StoredItems.insert(session, "limit", 10, 3);
    List<Item> all = ItemOperations.listItemsByStatus(session, "limit");
    String cursor = ItemOperations.pageItemsByStatus(session, "limit", 4, null).getNextCursor();
    assertThat(ItemOperations.pageItemsByStatus(session, "limit", 100, cursor).getContent())
        .isEqualTo(all.subList(4, 10));
  }

  @Test
  void refusesTheCursorOfAnotherStatus(SqlSession session) {
    StoredItems.insert(session, "one", 10, 1);
    String cursor = ItemOperations.pageItemsByStatus(session, "one", 4, null).getNextCursor();
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ItemOperations.pageItemsByStatus(session, "two", 4, cursor))
        .satisfies(e -> assertThat(e.getField()).isEqualTo("cursor"));
  }

  @Test
  void cannotBeChanged(SqlSession session) {
    StoredItems.insert(session, "fixed", 10, 1);
    Page<Item> page = ItemOperations.pageItemsByStatus(session, "fixed", 4, null);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> page.getContent().remove(0));
  }

  private static List<Page<Item>> walk(SqlSession session, String status, int limit) {
    List<Page<Item>> pages = new ArrayList<>();
    String cursor = null;
    do {
      Page<Item> page = ItemOperations.pageItemsByStatus(session, status, limit, cursor);
      pages.add(page);
      cursor = page.getNextCursor();
    } while (cursor != null);
    return pages;
  }

  private static List<Item> contents(List<Page<Item>> pages) {
    return pages.stream().flatMap(page -> page.getContent().stream()).toList();
  }
}
