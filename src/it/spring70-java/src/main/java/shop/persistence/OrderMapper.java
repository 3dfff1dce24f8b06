package shop.persistence;

import java.util.List;
import org.apache.ibatis.annotations.Param;

public interface OrderMapper {

  void insert(@Param("customer") String customer);

  List<String> findCustomers();

  long count();

  long countLintelItems(@Param("status") String status);
}
