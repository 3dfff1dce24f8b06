package dev.lintel.items;

import dev.lintel.InvalidValueException;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** New items, checked and turned into one array a column. */
final class ItemRows {

  final List<String> ids = new ArrayList<>();
  final List<String> names = new ArrayList<>();
  final List<String> descriptions = new ArrayList<>();
  final List<String> statuses = new ArrayList<>();
  final List<String> metadata = new ArrayList<>();
  final List<String> parentIds = new ArrayList<>();
  private final Map<UUID, Integer> places = new HashMap<>();

  /**
   * @throws InvalidValueException naming the element, {@code items[3].name}
   */
  static ItemRows of(Collection<NewItem> items) {
    ItemRows rows = new ItemRows();
    int index = 0;
    for (NewItem item : items) {
      rows.add("items[" + index + "]", index++, item);
    }
    return rows;
  }

  private void add(String place, int index, NewItem item) {
    Require.nonNull(place, item);
    UUID id = item.id() == null ? UUID.randomUUID() : item.id();
    Integer other = places.put(id, index);
    if (other != null) {
      throw new InvalidValueException(
          place + ".id", "an id that no other element has", id + ", as items[" + other + "] has");
    }
    ids.add(id.toString());
    names.add(Require.text(place + ".name", item.name(), ItemOperations.NAME_LENGTH));
    descriptions.add(Require.optionalText(place + ".description", item.description()));
    statuses.add(Require.text(place + ".status", item.status(), ItemOperations.STATUS_LENGTH));
    metadata.add(JsonObject.of(place + ".metadata", item.metadata()).text());
    parentIds.add(Objects.toString(item.parentId(), null));
  }

  /** The created rows in the order in which the items were given. */
  List<Item> inOrder(List<Item> created) {
    Item[] ordered = new Item[ids.size()];
    for (Item item : created) {
      ordered[places.get(item.getId())] = item;
    }
    return new ArrayList<>(Arrays.asList(ordered));
  }
}
