package shop.order;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface OrderRepository extends JpaRepository<Order, Long> {

  @Query(value = "SELECT count(*) FROM lintel.items WHERE status = ?1", nativeQuery = true)
  long countLintelItems(String status);

  @Modifying
  @Query(value = "UPDATE lintel.items SET name = ?2 WHERE status = ?1", nativeQuery = true)
  void renameLintelItems(String status, String name);
}
