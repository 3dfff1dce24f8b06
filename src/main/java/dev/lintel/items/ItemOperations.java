package dev.lintel.items;

import dev.lintel.InvalidValueException;
import dev.lintel.NoResultFoundException;
import dev.lintel.StaleStateException;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.mapping.Mappers;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done with items. Every function takes the caller's session first and never commits,
 * rolls back or closes it. Each is one statement and one round trip, but for {@link
 * #forEachItemByStatus}. Lists, pages and claims are oldest first. A new row, status or metadata is
 * a write to each index of the table.
 *
 * <p>Bad input is refused with an {@link InvalidValueException} before it reaches the server, so it
 * costs the caller's transaction nothing. Under a plain session a server error is a {@link
 * dev.lintel.ConstraintViolationException} or {@link dev.lintel.DatabaseException}.
 */
public final class ItemOperations {

  static final int NAME_LENGTH = 200;
  static final int STATUS_LENGTH = 50;

  private static final int LOGGED_IDS = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ItemOperations.class);

  private ItemOperations() {}

  /**
   * Creates an item of a name and a status. One round trip; writes all indexes of items; locks the
   * new row.
   *
   * @param session the caller's
   * @param name 200 characters at most
   * @param status 50 characters at most
   * @return the row, with its id and times, before any commit
   * @throws InvalidValueException if a value is null, too long or not storable
   */
  public static Item createItem(SqlSession session, String name, String status) {
    return createItem(session, NewItem.builder().name(name).status(status).build());
  }

  /**
   * Creates an item. One round trip; writes all indexes of items, and looks for the parent by
   * {@code parents_pkey}; locks the new row, and its parent against deletion.
   *
   * @param session the caller's
   * @param item what to create
   * @return the row, with its id and times, before any commit
   * @throws InvalidValueException if a value is null, too long or not storable
   * @throws dev.lintel.ConstraintViolationException if the parent does not exist or the id is taken
   */
  public static Item createItem(SqlSession session, NewItem item) {
    Require.nonNull("item", item);
    UUID id = item.idOrNew();
    String name = Require.text("name", item.name(), NAME_LENGTH);
    String status = status(item.status());
    String description = Require.optionalText("description", item.description());
    JsonObject metadata = item.metadata("metadata");
    Item created =
        call(
            session,
            mapper -> mapper.createItem(id, name, description, status, metadata, item.parentId()));
    LOG.info("item created: id={} status={} name={}", id, Text.shown(status), Text.shown(name));
    return created;
  }

  /**
   * Creates many items in one statement and one round trip; writes all indexes of items, and looks
   * for the parents by {@code parents_pkey}; locks the new rows, and their parents against
   * deletion. Either all are created or none.
   *
   * @param session the caller's
   * @param items what to create; empty does nothing, without a round trip
   * @return the items in the order given: as they were given, with the ids and times that they got.
   *     A trigger of yours that changes rows is not seen here, and metadata has its keys in the
   *     caller's order
   * @throws InvalidValueException if a value is null, too long or not storable, or an id stands
   *     twice; it names the element
   * @throws dev.lintel.ConstraintViolationException if a parent does not exist or an id is taken
   */
  public static List<Item> createItems(SqlSession session, Collection<NewItem> items) {
    Require.nonNull("session", session);
    Require.nonNull("items", items);
    if (items.isEmpty()) {
      return new ArrayList<>();
    }
    ItemRows rows = ItemRows.of(items);
    List<ItemTimes> created =
        call(
            session,
            mapper ->
                mapper.createItems(
                    rows.ids,
                    rows.names,
                    rows.descriptions,
                    rows.statuses,
                    rows.metadata,
                    rows.parentIds));
    if (LOG.isInfoEnabled()) {
      LOG.info("items created: count={} ids={}", created.size(), ids(rows.ids));
    }
    return rows.inOrder(created);
  }

  /**
   * Reads an item that must be there. One round trip by {@code items_pkey}; no locks.
   *
   * @param session the caller's
   * @param itemId the key
   * @return the row
   * @throws NoResultFoundException if there is none
   */
  public static Item getItemById(SqlSession session, UUID itemId) {
    return found(itemId, findItemById(session, itemId).orElse(null));
  }

  /**
   * Reads an item that may be there. One round trip by {@code items_pkey}; no locks.
   *
   * @param session the caller's
   * @param itemId the key
   * @return the row, or empty
   */
  public static Optional<Item> findItemById(SqlSession session, UUID itemId) {
    Require.nonNull("itemId", itemId);
    return Optional.ofNullable(call(session, mapper -> mapper.findItemById(itemId)));
  }

  /**
   * Reads an item and its parent. One join and round trip by {@code items_pkey} and {@code
   * parents_pkey}; no locks.
   *
   * @param session the caller's
   * @param itemId the key
   * @return both; the parent is null if the item has none
   * @throws NoResultFoundException if there is no such item
   */
  public static ItemWithParent getItemWithParentById(SqlSession session, UUID itemId) {
    Require.nonNull("itemId", itemId);
    return found(itemId, call(session, mapper -> mapper.getItemWithParentById(itemId)));
  }

  /**
   * Reads a parent and all its items, oldest first. One join and round trip by {@code parents_pkey}
   * and {@code ix_items_parent_id}; no locks. All rows stand in memory.
   *
   * @param session the caller's
   * @param parentId the key
   * @return both; the list is empty if the parent has no items
   * @throws NoResultFoundException if there is no such parent
   */
  public static ParentWithItems getParentWithItemsById(SqlSession session, UUID parentId) {
    Require.nonNull("parentId", parentId);
    List<ItemWithParent> rows = call(session, mapper -> mapper.getParentWithItemsById(parentId));
    if (rows.isEmpty()) {
      throw new NoResultFoundException("parent", parentId);
    }
    return ParentWithItems.of(rows);
  }

  /**
   * Sets the status, whatever it was. One round trip by {@code items_pkey}; locks the row.
   *
   * @param session the caller's
   * @param itemId the key
   * @param status 50 characters at most
   * @return the changed row
   * @throws NoResultFoundException if there is none
   */
  public static Item updateItemStatus(SqlSession session, UUID itemId, String status) {
    Require.nonNull("itemId", itemId);
    status(status);
    Item updated = found(itemId, call(session, mapper -> mapper.updateItemStatus(itemId, status)));
    LOG.info("item status updated: id={} status={}", itemId, Text.shown(status));
    return updated;
  }

  /**
   * Sets the status if it is the expected one. One round trip by {@code items_pkey}; locks the row,
   * also if nothing is changed.
   *
   * @param session the caller's
   * @param itemId the key
   * @param expectedStatus what the caller believes it to be
   * @param status 50 characters at most
   * @return the changed row
   * @throws StaleStateException if it is another, naming what was found; nothing was changed
   * @throws NoResultFoundException if there is no such item
   */
  public static Item updateItemStatus(
      SqlSession session, UUID itemId, String expectedStatus, String status) {
    Require.nonNull("itemId", itemId);
    Require.text("expectedStatus", expectedStatus, STATUS_LENGTH);
    status(status);
    StatusChange change =
        found(
            itemId,
            call(
                session, mapper -> mapper.compareAndSetItemStatus(itemId, expectedStatus, status)));
    if (change.item() == null) {
      throw new StaleStateException("item", "status", itemId, expectedStatus, change.foundStatus());
    }
    LOG.info(
        "item status updated: id={} from={} status={}",
        itemId,
        Text.shown(expectedStatus),
        Text.shown(status));
    return change.item();
  }

  /**
   * Sets the metadata. One round trip by {@code items_pkey}; locks the row.
   *
   * @param session the caller's
   * @param itemId the key
   * @param metadata as {@link NewItem.Builder#metadata} takes it
   * @return the changed row
   * @throws NoResultFoundException if there is none
   */
  public static Item replaceItemMetadata(SqlSession session, UUID itemId, Map<String, ?> metadata) {
    Require.nonNull("itemId", itemId);
    JsonObject document = JsonObject.of("metadata", metadata);
    Item updated =
        found(itemId, call(session, mapper -> mapper.replaceItemMetadata(itemId, document)));
    LOG.info("item metadata replaced: id={}", itemId);
    return updated;
  }

  /**
   * Merges keys into the metadata, in the database, so that no concurrent merge is lost: keys of
   * the patch replace keys of the same name whole, and a null stores JSON null. One round trip by
   * {@code items_pkey}; locks the row.
   *
   * @param session the caller's
   * @param itemId the key
   * @param patch as {@link NewItem.Builder#metadata} takes it; an empty one only reads the row,
   *     without a lock, and leaves its {@code updatedAt}
   * @return the row as it is now
   * @throws NoResultFoundException if there is none
   */
  public static Item mergeItemMetadata(SqlSession session, UUID itemId, Map<String, ?> patch) {
    Require.nonNull("itemId", itemId);
    JsonObject document = JsonObject.of("patch", patch);
    if (patch.isEmpty()) {
      return getItemById(session, itemId);
    }
    Item updated =
        found(itemId, call(session, mapper -> mapper.mergeItemMetadata(itemId, document)));
    LOG.info("item metadata merged: id={} keys={}", itemId, patch.size());
    return updated;
  }

  /**
   * Deletes an item. One round trip by {@code items_pkey}; locks the row.
   *
   * @param session the caller's
   * @param itemId the key
   * @throws NoResultFoundException if there is none
   */
  public static void deleteItem(SqlSession session, UUID itemId) {
    Require.nonNull("itemId", itemId);
    found(itemId, call(session, mapper -> mapper.deleteItem(itemId)));
    LOG.info("item deleted: id={}", itemId);
  }

  /**
   * Counts the items of a status. One round trip; reads through that part of {@code
   * ix_items_status}, so it takes time in proportion to the count; no locks.
   *
   * @param session the caller's
   * @param status 50 characters at most
   * @return zero or more
   */
  public static long countItemsByStatus(SqlSession session, String status) {
    status(status);
    return call(session, mapper -> mapper.countItemsByStatus(status));
  }

  /**
   * Lists all items of a status, oldest first. One round trip by {@code ix_items_status_created};
   * no locks. All rows stand in memory: where a status has many, take pages or {@link
   * #forEachItemByStatus}.
   *
   * @param session the caller's
   * @param status 50 characters at most
   * @return the caller's own list
   */
  public static List<Item> listItemsByStatus(SqlSession session, String status) {
    status(status);
    return call(session, mapper -> mapper.listItemsByStatus(status, null));
  }

  /**
   * Lists the items of a status page by page, oldest first. One round trip a page by {@code
   * ix_items_status_created}, as fast at any depth; no locks. Rows that are inserted meanwhile
   * neither repeat nor hide others.
   *
   * @param session the caller's
   * @param status 50 characters at most
   * @param limit rows of a page, 1 to 100,000
   * @param cursor null for the first page, then what the page before gave
   * @return the page
   * @throws InvalidValueException if the cursor is not one of this list
   */
  public static Page<Item> pageItemsByStatus(
      SqlSession session, String status, int limit, String cursor) {
    status(status);
    Require.limit(limit);
    String list = "items by status " + status;
    int oneMore = limit + 1;
    List<Item> rows;
    if (cursor == null) {
      rows = call(session, mapper -> mapper.listItemsByStatus(status, oneMore));
    } else {
      Cursor place = Cursor.decode(list, cursor);
      rows =
          call(
              session,
              mapper -> mapper.pageItemsByStatus(status, place.createdAt(), place.id(), oneMore));
    }
    return Page.of(rows, limit, item -> Cursor.encode(list, item.getCreatedAt(), item.getId()));
  }

  /**
   * Hands every item of a status to a consumer, oldest first, in bounded memory: 500 rows at a
   * time, one round trip each, all of one snapshot, by {@code ix_items_status_created}; no locks.
   *
   * @param session the caller's, in a transaction
   * @param status 50 characters at most
   * @param consumer what it throws ends the stream and reaches the caller as it is; it may use the
   *     session, but not end its transaction; nor, in a host's factory of executor type REUSE, call
   *     this operation again or flush its statements, which closes the stream: it fails
   * @throws dev.lintel.NoTransactionException if the session commits each statement by itself
   */
  public static void forEachItemByStatus(
      SqlSession session, String status, Consumer<? super Item> consumer) {
    Require.nonNull("session", session);
    status(status);
    Require.nonNull("consumer", consumer);
    ItemStream.byStatus(session, status, consumer);
  }

  /**
   * Lists the items of a parent, oldest first. One round trip by {@code ix_items_parent_id}; no
   * locks. All rows stand in memory.
   *
   * @param session the caller's
   * @param parentId the parent's key
   * @return the caller's own list; empty if the parent has no items or does not exist
   */
  public static List<Item> listItemsByParent(SqlSession session, UUID parentId) {
    Require.nonNull("parentId", parentId);
    return call(session, mapper -> mapper.listItemsByParent(parentId));
  }

  /**
   * Lists items whose metadata contains a document ({@code @>}), oldest first. One round trip by
   * {@code ix_items_metadata}, which reads and sorts all matches; no locks.
   *
   * @param session the caller's
   * @param contained as {@link NewItem.Builder#metadata} takes it; every item contains the empty
   *     one, which reads the oldest by {@code ix_items_created_at}; one without any value, such as
   *     <code>{"a":{}}</code>, reads all of the index
   * @param limit rows at most, 1 to 100,000
   * @return the caller's own list
   */
  public static List<Item> listItemsByMetadata(
      SqlSession session, Map<String, ?> contained, int limit) {
    JsonObject document = JsonObject.of("contained", contained);
    Require.limit(limit);
    return contained.isEmpty()
        ? call(session, mapper -> mapper.listItems(limit))
        : call(session, mapper -> mapper.listItemsByMetadata(document, limit));
  }

  /**
   * Moves the oldest items of one status to another and gives each to one caller only: items that
   * another transaction is claiming are passed over, and nobody waits ({@code FOR UPDATE SKIP
   * LOCKED}). One round trip by {@code ix_items_status_created} and {@code items_pkey}; locks the
   * claimed rows.
   *
   * @param session the caller's; until it commits, nobody else sees or gets these items
   * @param fromStatus 50 characters at most
   * @param toStatus another status, 50 characters at most
   * @param limit items at most, 1 to 100,000
   * @return the claimed rows, with their new status; the caller's own list, empty if there are none
   */
  public static List<Item> claimItems(
      SqlSession session, String fromStatus, String toStatus, int limit) {
    Require.text("fromStatus", fromStatus, STATUS_LENGTH);
    Require.text("toStatus", toStatus, STATUS_LENGTH);
    Require.limit(limit);
    if (fromStatus.equals(toStatus)) {
      throw new InvalidValueException(
          "toStatus",
          "another status than fromStatus, or items could be claimed twice",
          Text.visible(toStatus));
    }
    List<Item> claimed = call(session, mapper -> mapper.claimItems(fromStatus, toStatus, limit));
    if (LOG.isInfoEnabled() && !claimed.isEmpty()) {
      LOG.info(
          "items claimed: count={} from={} status={} ids={}",
          claimed.size(),
          Text.shown(fromStatus),
          Text.shown(toStatus),
          ids(claimed.stream().map(item -> item.getId().toString()).collect(Collectors.toList())));
    }
    return claimed;
  }

  private static <R> R call(SqlSession session, Function<ItemMapper, R> call) {
    return Mappers.call(session, ItemMapper.class, call);
  }

  private static <R> R found(UUID itemId, R row) {
    if (row == null) {
      throw new NoResultFoundException("item", itemId);
    }
    return row;
  }

  private static String status(String status) {
    return Require.text("status", status, STATUS_LENGTH);
  }

  /** At most a hundred ids, so that a bulk create fills no disk with its log. */
  private static String ids(List<String> ids) {
    return ids.size() <= LOGGED_IDS
        ? ids.toString()
        : ids.subList(0, LOGGED_IDS) + " and " + (ids.size() - LOGGED_IDS) + " more";
  }
}
