package shop.items;

import dev.lintel.items.Item;
import dev.lintel.items.ItemWithParent;
import dev.lintel.items.NewItem;
import dev.lintel.paging.Page;
import java.util.UUID;

/** Each method is a transaction. */
public interface ItemService {

  /** Oldest first; the cursor is the previous page's, null for the first one. */
  Page<Item> page(String status, String cursor);

  /**
   * The item with its parent, if it has one.
   *
   * @throws dev.lintel.NoResultFoundException if there is no such item
   */
  ItemWithParent get(UUID id);

  /**
   * Creates the item and takes the one that it replaces, if any, out of sale: both, or neither.
   *
   * @throws dev.lintel.NoResultFoundException if there is no item to replace
   */
  Item create(NewItem item, UUID replaces);
}
