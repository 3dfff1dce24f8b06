package shop.items;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.ItemWithParent;
import dev.lintel.items.NewItem;
import dev.lintel.paging.Page;
import java.util.UUID;
import javax.annotation.Resource;
import org.apache.ibatis.session.SqlSession;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class ItemService {

  private static final int PAGE = 20;

  // by name: Lintel's session is no candidate for @Autowired, which finds the shop's own
  @Resource(name = "lintelSqlSession")
  private SqlSession sqlSession;

  @Transactional(readOnly = true)
  public Page<Item> page(String status, String cursor) {
    return ItemOperations.pageItemsByStatus(sqlSession, status, PAGE, cursor);
  }

  @Transactional(readOnly = true)
  public ItemWithParent get(UUID id) {
    return ItemOperations.getItemWithParentById(sqlSession, id);
  }

  /**
   * Creates the item and takes the one that it replaces, if any, out of sale: both, or neither.
   *
   * @throws dev.lintel.NoResultFoundException if there is no item to replace
   */
  @Transactional
  public Item create(NewItem item, UUID replaces) {
    Item created = ItemOperations.createItem(sqlSession, item);
    if (replaces != null) {
      ItemOperations.updateItemStatus(sqlSession, replaces, "replaced");
    }
    return created;
  }
}
