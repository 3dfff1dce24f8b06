package shop.service;

import dev.lintel.items.ItemOperations;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import shop.dao.OrderMapper;

public class StockServiceImpl implements StockService {

  private SqlSession sqlSession;
  private OrderMapper orderMapper;

  @Override
  public void sell(UUID itemId, String customer) {
    orderMapper.insertOrder(customer);
    ItemOperations.updateItemStatus(sqlSession, itemId, "in stock", "sold");
  }

  public void setSqlSession(SqlSession sqlSession) {
    this.sqlSession = sqlSession;
  }

  public void setOrderMapper(OrderMapper orderMapper) {
    this.orderMapper = orderMapper;
  }
}
