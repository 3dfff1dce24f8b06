package shop.catalog;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.List;
import javax.annotation.Resource;
import org.apache.ibatis.session.SqlSession;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import shop.stock.StockMapper;

/** What the team imported Lintel for. */
@Service
public class CatalogService {

  @Resource(name = "lintelSqlSession")
  private SqlSession session;

  private final StockMapper stock;

  public CatalogService(StockMapper stock) {
    this.stock = stock;
  }

  /** Shows one of the stock, in the transaction that takes it out. */
  @Transactional
  public Item show(String sku, String name) {
    Item item = ItemOperations.createItem(session, name, "shown");
    if (stock.takeOut(sku) == 0) {
      throw new IllegalArgumentException("no such sku: " + sku);
    }
    return item;
  }

  @Transactional(readOnly = true)
  public List<Item> shown(int limit) {
    return ItemOperations.pageItemsByStatus(session, "shown", limit, null).getContent();
  }
}
