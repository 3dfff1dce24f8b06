package dev.lintel.faults;

import static dev.lintel.faults.InputRun.taken;
import static dev.lintel.faults.Inputs.isStorable;
import static dev.lintel.items.ItemOperations.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.Item;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
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

/** What changes items and parents, with inputs that nobody hopes for. */
@PostgresTest
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class ItemWriteInputsTest {

  private static final Map<String, Integer> GIVEN = new LinkedHashMap<>();

  static List<InputFunction> creating() {
    return List.of(
        new InputFunction(
            "createItem of name and status",
            (in, rows) -> {
              String name = in.text(200);
              String status = in.text(50);
              Item item =
                  taken(
                      isStorable(name, 200) && isStorable(status, 50),
                      () -> createItem(rows.session, name, status));
              assertThat(item.getName()).isEqualTo(name);
              assertThat(item.getStatus()).isEqualTo(status);
            }),
        new InputFunction(
            "createItem",
            (in, rows) -> {
              boolean good = in.one(2);
              NewItem wanted = newItem(in, rows, good, "x");
              Item item = taken(good, () -> createItem(rows.session, wanted));
              assertThat(getItemById(rows.session, item.getId())).isEqualTo(item);
            }),
        new InputFunction(
            "createItems",
            (in, rows) -> {
              boolean good = !in.one(3);
              String status = "batch " + in.number();
              List<NewItem> wanted = new ArrayList<>();
              for (int i = in.upTo(in.one(50) ? 100 : 2); i >= 0; i--) {
                wanted.add(newItem(in, rows, true, status));
              }
              if (!good) {
                wanted.set(in.upTo(wanted.size() - 1), newItem(in, rows, false, status));
              }
              List<Item> created = taken(good, () -> createItems(rows.session, wanted));
              List<Item> stored = listItemsByStatus(rows.session, status);
              assertThat(stored).hasSameSizeAs(created);
              assertThat(new HashSet<>(stored)).isEqualTo(new HashSet<>(created));
            }),
        new InputFunction(
            "createParent",
            (in, rows) -> {
              String name = in.text(200);
              assertThat(
                      taken(
                              isStorable(name, 200),
                              () -> ParentOperations.createParent(rows.session, name))
                          .getName())
                  .isEqualTo(name);
            }));
  }

  private static NewItem newItem(Inputs in, InputRows rows, boolean good, String status) {
    NewItem.Builder item =
        NewItem.builder()
            .name(in.fitting(200))
            .status(status)
            .description(in.one(3) ? null : in.one(2_000) ? in.filled(1_000_000) : in.fitting(500))
            .metadata(in.document())
            .parentId(in.one(2) ? rows.parentId : null)
            .id(in.one(2) ? in.newId() : null);
    if (!good) {
      String bad = in.text(50);
      switch (in.upTo(3)) {
        case 0:
          return item.name(isStorable(bad, 200) ? null : bad).build();
        case 1:
          return item.status(isStorable(bad, 50) ? "x".repeat(51) : bad).build();
        case 2:
          boolean fits = bad == null || isStorable(bad, 100_000_000);
          return item.description(fits ? "\0" + bad : bad).build();
        default:
          return item.metadata(in.badDocument()).build();
      }
    }
    return item.build();
  }

  static List<InputFunction> updating() {
    return List.of(
        new InputFunction(
            "updateItemStatus",
            (in, rows) -> {
              String status = in.text(50);
              Item item =
                  taken(
                      isStorable(status, 50),
                      () -> updateItemStatus(rows.session, rows.itemId, status));
              assertThat(item.getStatus()).isEqualTo(status);
              rows.status = status;
            }),
        new InputFunction(
            "updateItemStatus from an expected one",
            (in, rows) -> {
              String expected = in.one(2) ? rows.status : in.text(50);
              String status = in.text(50);
              boolean good =
                  isStorable(expected, 50)
                      && isStorable(status, 50)
                      && expected.equals(rows.status);
              Item item =
                  taken(good, () -> updateItemStatus(rows.session, rows.itemId, expected, status));
              assertThat(item.getStatus()).isEqualTo(status);
              rows.status = status;
            }),
        new InputFunction(
            "replaceItemMetadata",
            (in, rows) -> {
              boolean good = in.one(2);
              Map<String, Object> document = good ? in.document() : in.badDocument();
              Item item =
                  taken(good, () -> replaceItemMetadata(rows.session, rows.itemId, document));
              assertThat(item.getMetadata()).isEqualTo(rows.replaced(document));
            }),
        new InputFunction(
            "mergeItemMetadata",
            (in, rows) -> {
              boolean good = in.one(2);
              Map<String, Object> patch = good ? in.document() : in.badDocument();
              if (in.one(20)) {
                replaceItemMetadata(rows.session, rows.itemId, rows.replaced(Map.of()));
              }
              Item item = taken(good, () -> mergeItemMetadata(rows.session, rows.itemId, patch));
              assertThat(item.getMetadata()).isEqualTo(rows.merged(patch));
            }),
        new InputFunction(
            "deleteItem",
            (in, rows) -> {
              UUID fresh = in.one(4) ? createItem(rows.session, "x", "x").getId() : null;
              UUID id = fresh != null ? fresh : in.id(rows.parentId);
              taken(
                  fresh != null,
                  () -> {
                    deleteItem(rows.session, id);
                    return null;
                  });
            }),
        new InputFunction(
            "claimItems",
            (in, rows) -> {
              String from = in.text(50);
              String to = in.one(10) ? from : in.text(50);
              int limit = in.limit();
              boolean good = isStorable(from, 50) && isStorable(to, 50) && Inputs.isLimit(limit);
              UUID id = good && in.one(2) ? createItem(rows.session, "x", from).getId() : null;
              List<Item> claimed =
                  taken(good && !from.equals(to), () -> claimItems(rows.session, from, to, limit));
              assertThat(claimed).allMatch(item -> item.getStatus().equals(to));
              if (id != null && limit > 1_000) {
                assertThat(claimed).extracting(Item::getId).contains(id);
              }
            }));
  }

  @ParameterizedTest
  @MethodSource({"creating", "updating"})
  void isStoredAndReadBackEqualOrRefusedByName(InputFunction function, TestDatabase database) {
    function.run(database, GIVEN);
  }

  @AfterAll
  static void figures() {
    InputFigures.write("inputs that change items and parents", GIVEN);
  }
}
