package shop.items;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import jakarta.annotation.Resource;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import shop.contract.OrderService;

/** One transaction over the shop's own orders and Lintel's items. */
@Service
class SalesService implements Sales {

  private final OrderService orders;

  @Resource(name = "lintelSqlSession")
  private SqlSession session;

  SalesService(OrderService orders) {
    this.orders = orders;
  }

  @Override
  @Transactional
  public Item sell(UUID itemId, String customer) {
    orders.placeOrder(customer);
    return ItemOperations.updateItemStatus(session, itemId, "ready", "sold");
  }
}
