package shop.order;

import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
public interface OrderMapper {

  void insertOrder(@Param("customer") String customer);

  long countOrders();

  long countLintelItems(@Param("status") String status);
}
