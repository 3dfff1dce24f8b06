package shop.stock;

import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
public interface StockMapper {

  List<Item> findItems();

  int takeOut(@Param("sku") String sku);
}
