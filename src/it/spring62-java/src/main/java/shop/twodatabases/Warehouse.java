package shop.twodatabases;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names the transaction manager of Lintel's database: with two there is no default. */
@Service
@Transactional("warehouseTransactionManager")
public class Warehouse {

  private final SqlSession session;

  public Warehouse(@Value("#{lintelSqlSession}") SqlSession session) {
    this.session = session;
  }

  public Item receive(String name) {
    return ItemOperations.createItem(session, name, "received");
  }

  public Item ship(UUID itemId) {
    return ItemOperations.updateItemStatus(session, itemId, "received", "shipped");
  }

  public void exchange(UUID itemId, String name) {
    receive(name);
    ship(itemId);
  }
}
