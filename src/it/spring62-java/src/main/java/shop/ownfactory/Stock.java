package shop.ownfactory;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.math.BigDecimal;
import org.apache.ibatis.session.SqlSession;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import shop.orders.ItemMapper;

/** The application's one session serves its own mappers and Lintel's operations. */
@Service
@Transactional
public class Stock {

  private final ItemMapper items;
  private final SqlSession session;

  public Stock(ItemMapper items, SqlSession session) {
    this.items = items;
    this.session = session;
  }

  public Item receive(int itemNo, BigDecimal price, String name) {
    items.createItem(itemNo, price);
    return ItemOperations.createItem(session, name, "received");
  }
}
