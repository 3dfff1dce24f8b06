package dev.lintel.faults;

import static dev.lintel.faults.InputRun.taken;
import static dev.lintel.faults.Inputs.isStorable;
import static dev.lintel.items.ItemOperations.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.Item;
import dev.lintel.parents.ParentOperations;
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

/** What reads items and parents, with inputs that nobody hopes for. */
@PostgresTest
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class ItemReadInputsTest {

  private static final Map<String, Integer> GIVEN = new LinkedHashMap<>();

  /** A good status is given to the row first, so that it must be found by it. */
  private static boolean gaveStatus(InputRows rows, String status) {
    boolean good = isStorable(status, 50);
    if (good) {
      updateItemStatus(rows.session, rows.itemId, status);
    }
    return good;
  }

  static List<InputFunction> listing() {
    return List.of(
        new InputFunction(
            "countItemsByStatus",
            (in, rows) -> {
              String status = in.text(50);
              boolean good = gaveStatus(rows, status);
              assertThat(taken(good, () -> countItemsByStatus(rows.session, status))).isEqualTo(1);
            }),
        new InputFunction(
            "listItemsByStatus",
            (in, rows) -> {
              String status = in.text(50);
              boolean good = gaveStatus(rows, status);
              assertThat(taken(good, () -> listItemsByStatus(rows.session, status)))
                  .extracting(Item::getId)
                  .containsExactly(rows.itemId);
            }),
        new InputFunction(
            "pageItemsByStatus",
            (in, rows) -> {
              String status = in.one(2) ? "at first" : in.text(50);
              int limit = in.one(2) ? 10 : in.limit();
              boolean good = isStorable(status, 50) && Inputs.isLimit(limit);
              String list = "items by status " + status;
              if (in.one(2)) {
                String cursor = in.one(4) ? null : in.cursor(list);
                taken(good, () -> pageItemsByStatus(rows.session, status, limit, cursor));
              } else {
                boolean forged = in.one(4);
                String cursor = forged ? in.forgedCursor(list) : in.badCursor(list);
                pageItemsByStatus(rows.session, status, limit, cursor);
                assertThat(good && forged).isTrue();
              }
            }),
        new InputFunction(
            "forEachItemByStatus",
            (in, rows) -> {
              String status = in.text(50);
              boolean good = gaveStatus(rows, status);
              List<UUID> seen = new ArrayList<>();
              taken(
                  good,
                  () -> {
                    forEachItemByStatus(rows.session, status, item -> seen.add(item.getId()));
                    return null;
                  });
              assertThat(seen).containsExactly(rows.itemId);
            }),
        new InputFunction(
            "listItemsByMetadata",
            (in, rows) -> {
              boolean good = in.one(2);
              Map<String, Object> contained = good ? in.document() : in.badDocument();
              int limit = in.limit();
              if (good) {
                replaceItemMetadata(rows.session, rows.itemId, contained);
              }
              assertThat(
                      taken(
                          good && Inputs.isLimit(limit),
                          () -> listItemsByMetadata(rows.session, contained, limit)))
                  .extracting(Item::getId)
                  .containsExactly(rows.itemId);
            }));
  }

  static List<InputFunction> finding() {
    return List.of(
        new InputFunction(
            "getItemById",
            (in, rows) -> {
              UUID id = in.id(rows.itemId);
              boolean good = rows.itemId.equals(id);
              assertThat(taken(good, () -> getItemById(rows.session, id)).getId()).isEqualTo(id);
            }),
        new InputFunction(
            "findItemById",
            (in, rows) -> {
              UUID id = in.id(rows.itemId);
              assertThat(taken(id != null, () -> findItemById(rows.session, id)).isPresent())
                  .isEqualTo(rows.itemId.equals(id));
            }),
        new InputFunction(
            "getItemWithParentById",
            (in, rows) -> {
              UUID id = in.id(rows.itemId);
              boolean good = rows.itemId.equals(id);
              assertThat(
                      taken(good, () -> getItemWithParentById(rows.session, id))
                          .getParent()
                          .getId())
                  .isEqualTo(rows.parentId);
            }),
        new InputFunction(
            "getParentWithItemsById",
            (in, rows) -> {
              UUID id = in.id(rows.parentId);
              boolean good = rows.parentId.equals(id);
              assertThat(taken(good, () -> getParentWithItemsById(rows.session, id)).getItems())
                  .hasSize(1);
            }),
        new InputFunction(
            "listItemsByParent",
            (in, rows) -> {
              UUID id = in.id(rows.parentId);
              assertThat(taken(id != null, () -> listItemsByParent(rows.session, id)))
                  .hasSize(rows.parentId.equals(id) ? 1 : 0);
            }),
        new InputFunction(
            "getParentById and findParentById",
            (in, rows) -> {
              UUID id = in.id(rows.parentId);
              boolean good = rows.parentId.equals(id);
              if (in.one(2)) {
                taken(good, () -> ParentOperations.getParentById(rows.session, id));
              } else {
                assertThat(
                        taken(id != null, () -> ParentOperations.findParentById(rows.session, id))
                            .isPresent())
                    .isEqualTo(good);
              }
            }));
  }

  @ParameterizedTest
  @MethodSource({"listing", "finding"})
  void isStoredAndReadBackEqualOrRefusedByName(InputFunction function, TestDatabase database) {
    function.run(database, GIVEN);
  }

  @AfterAll
  static void figures() {
    InputFigures.write("inputs that read items and parents", GIVEN);
  }
}
