package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.testing.Allocation;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/**
 * The bytes that an operation allocates, the driver's part too. Each bound is about 1.3 times what
 * was measured, which stands beside it: the most of JDK 17 and 25, of the oldest driver and the
 * newest, and of compiled and interpreted code.
 */
@PostgresTest
class ItemOperationsAllocationTest {

  private static final int ROWS = 1_000;
  private static final int CALLS = 50;

  @Test
  void createItem(Database database) {
    assertThat(perCall(database, session -> () -> create(session)))
        .isLessThan(6_300); // measured: 4,491
  }

  @Test
  void getItemById(Database database) {
    assertThat(
            perCall(
                database,
                session -> {
                  UUID id = create(session).getId();
                  return () -> ItemOperations.getItemById(session, id);
                }))
        .isLessThan(4_300); // measured: 3,064
  }

  @Test
  void updateItemStatus(Database database) {
    assertThat(
            perCall(
                database,
                session -> {
                  UUID id = create(session).getId();
                  return () -> ItemOperations.updateItemStatus(session, id, "ready");
                }))
        .isLessThan(4_500); // measured: 3,176
  }

  @Test
  void listedRowWhoseDocumentNobodyReads(Database database) {
    assertThat(perRow(database, item -> item)).isLessThan(1_400); // measured: 992
  }

  @Test
  void listedRowWhoseDocumentIsRead(Database database) {
    assertThat(perRow(database, Item::getMetadata)).isLessThan(2_800); // measured: 2,016
  }

  @Test
  void streamedRow(Database database) {
    long all =
        Allocation.ofCall(
            database,
            1,
            session -> {
              store(session);
              return () -> ItemOperations.forEachItemByStatus(session, "row", item -> {});
            });
    assertThat(all / ROWS).isLessThan(1_400); // measured: 976
  }

  private static long perCall(Database database, Function<SqlSession, Runnable> setup) {
    return Allocation.ofCall(database, CALLS, setup);
  }

  private static long perRow(Database database, Function<Item, Object> read) {
    long all =
        Allocation.ofCall(
            database,
            1,
            session -> {
              store(session);
              return () -> {
                List<Item> items = ItemOperations.listItemsByStatus(session, "row");
                assertThat(items.stream().map(read).filter(value -> value != null).count())
                    .isEqualTo(ROWS);
              };
            });
    return all / ROWS;
  }

  private static void store(SqlSession session) {
    StoredItems.insert(session, "row", ROWS, 1);
    StoredItems.setMetadata(
        session,
        "row",
        "{\"kind\":\"invoice\",\"amount\":12.50,\"paid\":true,\"lines\":[1,2,3],"
            + "\"source\":{\"system\":\"erp\",\"ref\":\"R-1234\"}}");
  }

  private static Item create(SqlSession session) {
    NewItem item =
        NewItem.builder()
            .name("Lamp")
            .status("new")
            .description("of the hall")
            .metadata(Map.of("watts", 40, "place", List.of("hall", "left")))
            .build();
    return ItemOperations.createItem(session, item);
  }
}
