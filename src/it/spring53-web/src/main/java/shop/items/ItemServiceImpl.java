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

@Service("itemService")
public class ItemServiceImpl implements ItemService {

  private static final int PAGE = 20;

  // by name: Lintel's session is no candidate for @Autowired, which finds the shop's own
  @Resource(name = "lintelSqlSession")
  private SqlSession sqlSession;

  @Override
  @Transactional(readOnly = true)
  public Page<Item> page(String status, String cursor) {
    return ItemOperations.pageItemsByStatus(sqlSession, status, PAGE, cursor);
  }

  @Override
  @Transactional(readOnly = true)
  public ItemWithParent get(UUID id) {
    return ItemOperations.getItemWithParentById(sqlSession, id);
  }

  @Override
  @Transactional
  public Item create(NewItem item, UUID replaces) {
    Item created = ItemOperations.createItem(sqlSession, item);
    if (replaces != null) {
      ItemOperations.updateItemStatus(sqlSession, replaces, "replaced");
    }
    return created;
  }
}
