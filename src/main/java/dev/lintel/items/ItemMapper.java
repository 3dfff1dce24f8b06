package dev.lintel.items;

import dev.lintel.jsonb.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** The statements of {@code items.xml}. */
interface ItemMapper {

  Item createItem(
      @Param("id") UUID id,
      @Param("name") String name,
      @Param("description") String description,
      @Param("status") String status,
      @Param("metadata") JsonObject metadata,
      @Param("parentId") UUID parentId);

  List<ItemTimes> createItems(
      @Param("ids") List<String> ids,
      @Param("names") List<String> names,
      @Param("descriptions") List<String> descriptions,
      @Param("statuses") List<String> statuses,
      @Param("metadata") List<String> metadata,
      @Param("parentIds") List<String> parentIds);

  Item findItemById(@Param("itemId") UUID itemId);

  ItemWithParent getItemWithParentById(@Param("itemId") UUID itemId);

  List<ItemWithParent> getParentWithItemsById(@Param("parentId") UUID parentId);

  Item updateItemStatus(@Param("itemId") UUID itemId, @Param("status") String status);

  StatusChange compareAndSetItemStatus(
      @Param("itemId") UUID itemId,
      @Param("expectedStatus") String expectedStatus,
      @Param("status") String status);

  Item replaceItemMetadata(@Param("itemId") UUID itemId, @Param("metadata") JsonObject metadata);

  Item mergeItemMetadata(@Param("itemId") UUID itemId, @Param("patch") JsonObject patch);

  String deleteItem(@Param("itemId") UUID itemId);

  long countItemsByStatus(@Param("status") String status);

  List<Item> listItemsByStatus(@Param("status") String status, @Param("limit") Integer limit);

  List<Item> pageItemsByStatus(
      @Param("status") String status,
      @Param("createdAt") Instant createdAt,
      @Param("id") UUID id,
      @Param("limit") int limit);

  void forEachItemByStatus(@Param("status") String status, ResultHandler<Item> handler);

  List<Item> listItemsByParent(@Param("parentId") UUID parentId);

  List<Item> listItemsByMetadata(
      @Param("contained") JsonObject contained, @Param("limit") int limit);

  List<Item> listItems(@Param("limit") int limit);

  List<Item> claimItems(
      @Param("fromStatus") String fromStatus,
      @Param("toStatus") String toStatus,
      @Param("limit") int limit);
}
