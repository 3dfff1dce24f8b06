package shop.service;

import java.util.UUID;

/** Orders are the shop's own rows, the items in stock are Lintel's. */
public interface StockService {

  /**
   * Places the order and marks the item as sold: both, or neither.
   *
   * @throws dev.lintel.NoResultFoundException if there is no such item
   * @throws dev.lintel.StaleStateException if it is not in stock
   */
  void sell(UUID itemId, String customer);
}
