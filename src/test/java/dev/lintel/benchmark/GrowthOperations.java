package dev.lintel.benchmark;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Each operation of the items; the reads come first, while the tables are as they were loaded. */
final class GrowthOperations {

  private static final int PAGE = 50;
  private static final int CLAIM = 10;

  private GrowthOperations() {}

  static List<Growing<GrowthItems>> reads() {
    List<Growing<GrowthItems>> all = new ArrayList<>();
    all.add(
        new Growing<>(
            "getItemById",
            100,
            items ->
                items
                    .database()
                    .inTransaction(s -> ItemOperations.getItemById(s, items.randomId()))));
    all.add(
        new Growing<>(
            "getItemWithParentById",
            100,
            items ->
                items
                    .database()
                    .inTransaction(
                        s -> ItemOperations.getItemWithParentById(s, items.randomId()))));
    all.add(
        new Growing<>(
            "getParentWithItemsById, 20 items",
            100,
            items ->
                require(
                    GrowthItems.PARENT_SIZE,
                    items
                        .database()
                        .inTransaction(
                            s -> ItemOperations.getParentWithItemsById(s, items.randomParentId()))
                        .getItems())));
    all.add(
        new Growing<>(
            "listItemsByParent, 20 items",
            100,
            items ->
                require(
                    GrowthItems.PARENT_SIZE,
                    items
                        .database()
                        .inTransaction(
                            s -> ItemOperations.listItemsByParent(s, items.randomParentId())))));
    all.add(
        new Growing<>(
            "listItemsByMetadata, 20 items",
            100,
            items -> {
              Map<String, ?> document = CompareData.contained(items.randomReference());
              require(
                  20,
                  items
                      .database()
                      .inTransaction(s -> ItemOperations.listItemsByMetadata(s, document, 100)));
            }));
    all.add(
        new Growing<>(
            "listItemsByStatus, 100 items",
            50,
            items ->
                require(
                    100,
                    items
                        .database()
                        .inTransaction(
                            s -> ItemOperations.listItemsByStatus(s, GrowthItems.LISTED)))));
    all.add(
        new Growing<>(
            "countItemsByStatus, 1,000 items",
            100,
            items ->
                items
                    .database()
                    .inTransaction(
                        s -> ItemOperations.countItemsByStatus(s, GrowthItems.COUNTED))));
    all.add(page("first page", items -> null));
    all.add(page("page midway", GrowthItems::cursorMidway));
    all.add(page("last page", GrowthItems::cursorNearTheEnd));
    return all;
  }

  private interface Place {
    String in(GrowthItems items);
  }

  private static Growing<GrowthItems> page(String name, Place place) {
    return new Growing<>(
        "pageItemsByStatus, " + name,
        50,
        items -> {
          String cursor = place.in(items);
          require(
              PAGE,
              items
                  .database()
                  .inTransaction(
                      s -> ItemOperations.pageItemsByStatus(s, GrowthItems.DONE, PAGE, cursor))
                  .getContent());
        });
  }

  static List<Growing<GrowthItems>> writes() {
    List<Growing<GrowthItems>> all = new ArrayList<>();
    all.add(
        new Growing<>(
            "claimItems, 10 items",
            3, // of the smallest table's ready items there are enough for so many
            items ->
                require(
                    CLAIM,
                    items
                        .database()
                        .inTransaction(
                            s ->
                                ItemOperations.claimItems(
                                    s, GrowthItems.READY, "claimed", CLAIM)))));
    all.add(
        new Growing<>(
            "deleteItem",
            50,
            items -> {
              UUID id = items.nextDeleted();
              items.database().useTransaction(s -> ItemOperations.deleteItem(s, id));
            },
            GrowthItems::putBack));
    all.add(
        new Growing<>(
            "updateItemStatus, expected status",
            50,
            items -> {
              UUID id = items.nextDone();
              items
                  .database()
                  .inTransaction(
                      s -> ItemOperations.updateItemStatus(s, id, GrowthItems.DONE, "archived"));
            }));
    all.add(
        new Growing<>(
            "updateItemStatus",
            100,
            items -> {
              UUID id = items.randomId();
              String status = random(2) == 0 ? "archived" : "closed";
              items.database().inTransaction(s -> ItemOperations.updateItemStatus(s, id, status));
            }));
    all.add(
        new Growing<>(
            "mergeItemMetadata",
            100,
            items -> {
              UUID id = items.randomId();
              Map<String, ?> patch = Map.of("priority", random(9), "reviewed", true);
              items.database().inTransaction(s -> ItemOperations.mergeItemMetadata(s, id, patch));
            }));
    all.add(
        new Growing<>(
            "createItem",
            100,
            items -> {
              NewItem item = newItem(items);
              items.database().inTransaction(s -> ItemOperations.createItem(s, item));
            }));
    all.add(
        new Growing<>(
            "createItems, 100 items",
            5,
            items -> {
              List<NewItem> created = new ArrayList<>();
              for (int i = 0; i < 100; i++) {
                created.add(newItem(items));
              }
              items.database().inTransaction(s -> ItemOperations.createItems(s, created));
            }));
    return all;
  }

  private static NewItem newItem(GrowthItems items) {
    return NewItem.builder()
        .name("New")
        .status("created")
        .metadata(CompareData.newRow(random(1_000_000)).metadata())
        .parentId(items.randomParentId())
        .build();
  }

  private static void require(int expected, List<Item> found) {
    if (found.size() != expected) {
      throw new IllegalStateException("expected " + expected + " items, but found " + found.size());
    }
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
