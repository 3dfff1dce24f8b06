package shop.orders;

import java.math.BigDecimal;
import org.apache.ibatis.annotations.Param;

/** For the shop's own table {@code items}; Lintel has statements of the same names. */
public interface ItemMapper {

  int createItem(@Param("itemNo") int itemNo, @Param("price") BigDecimal price);

  /** The price. */
  BigDecimal findItemById(@Param("itemNo") int itemNo);
}
