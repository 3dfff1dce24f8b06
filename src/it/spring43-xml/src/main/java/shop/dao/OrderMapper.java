package shop.dao;

/** The statements are in mappers/OrderMapper.xml. */
public interface OrderMapper {

  void insertOrder(String customer);

  long countOrders();

  long countLintelItems(String status);
}
