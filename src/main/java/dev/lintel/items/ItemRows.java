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

  static final long MAXIMUM_CHARACTERS = 250_000_000;

  final List<String> ids = new ArrayList<>();
  final List<String> names = new ArrayList<>();
  final List<String> descriptions = new ArrayList<>();
  final List<String> statuses = new ArrayList<>();
  final List<String> metadata = new ArrayList<>();
  final List<String> parentIds = new ArrayList<>();
  private final List<NewItem> items = new ArrayList<>();
  private final List<JsonObject> documents = new ArrayList<>();
  private final Map<UUID, Integer> places = new HashMap<>();
  private long characters;

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
    UUID id = item.idOrNew();
    Integer other = places.put(id, index);
    if (other != null) {
      throw new InvalidValueException(
          place + ".id", "an id that no other element has", id + ", as items[" + other + "] has");
    }
    items.add(item);
    ids.add(id.toString());
    names.add(Require.text(place + ".name", item.name(), ItemOperations.NAME_LENGTH));
    descriptions.add(Require.optionalText(place + ".description", item.description()));
    statuses.add(Require.text(place + ".status", item.status(), ItemOperations.STATUS_LENGTH));
    JsonObject document = item.metadata(place + ".metadata");
    documents.add(document);
    metadata.add(document.text());
    parentIds.add(Objects.toString(item.parentId(), null));
    bound(index);
  }

  /** The protocol ends at 1 GB a message, and the error would cost the caller the transaction. */
  private void bound(int index) {
    String description = descriptions.get(index);
    characters += names.get(index).length() + metadata.get(index).length();
    characters += description == null ? 0 : description.length();
    if (characters > MAXIMUM_CHARACTERS) {
      throw new InvalidValueException(
          "items",
          "at most " + MAXIMUM_CHARACTERS + " characters in one call",
          "more, up to items[" + index + "]");
    }
  }

  /**
   * The created items in the order in which they were given. What was sent is what is stored: jsonb
   * keeps the meaning of what {@link JsonObject} writes.
   */
  List<Item> inOrder(List<ItemTimes> created) {
    Item[] ordered = new Item[items.size()];
    for (ItemTimes times : created) {
      int place = places.get(times.id());
      NewItem item = items.get(place);
      ordered[place] =
          new Item(
              times.id(),
              item.name(),
              item.description(),
              item.status(),
              documents.get(place),
              times.createdAt(),
              times.updatedAt(),
              item.parentId());
    }
    return new ArrayList<>(Arrays.asList(ordered));
  }
}
