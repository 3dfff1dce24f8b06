package shop.catalogue;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import shop.service.Orders;

/** One transaction over the shop's own orders and Lintel's items. */
@Service
@Transactional
public class Catalogue {

  private final Orders orders;
  private final SqlSession session;

  Catalogue(Orders orders, @Value("#{lintelSqlSession}") SqlSession session) {
    this.orders = orders;
    this.session = session;
  }

  public Item sell(UUID itemId, String customer) {
    orders.placeOrder(customer);
    return ItemOperations.updateItemStatus(session, itemId, "ready", "sold");
  }
}
