package shop.catalog;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.List;
import javax.annotation.Resource;
import org.apache.ibatis.session.SqlSession;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the team imported Lintel for. It is made before every other service. */
@Service
public class CatalogService {

  @Resource(name = "lintelSqlSession")
  private SqlSession session;

  @Transactional
  public Item publish(String name) {
    return ItemOperations.createItem(session, name, "published");
  }

  @Transactional(readOnly = true)
  public List<Item> published(int limit) {
    return ItemOperations.pageItemsByStatus(session, "published", limit, null).getContent();
  }
}
