package shop.orders;

public interface OrderMapper {

  void insertOrder(String customer);

  long countOrders();

  long countLintelItems(String status);
}
