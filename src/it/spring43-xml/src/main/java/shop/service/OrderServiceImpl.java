package shop.service;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import shop.contract.OrderService;
import shop.dao.OrderMapper;
import shop.model.Order;

/** Which method is which transaction stands in applicationContext-service.xml. */
public class OrderServiceImpl implements OrderService {

  private OrderMapper orderMapper;
  private EntityManager entityManager;

  @Override
  public <T> T inTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T inNewTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T inReadOnlyTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T inTransactionOfOneSecond(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T inTransactionRolledBackForAnyException(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  public <T> T inJpaTransaction(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void placeOrder(String customer) {
    orderMapper.insertOrder(customer);
  }

  @Override
  public long countOrders() {
    return orderMapper.countOrders();
  }

  @Override
  public long countLintelItems(String status) {
    return orderMapper.countLintelItems(status);
  }

  @Override
  public void placeOrderByJpa(String customer) {
    entityManager.persist(new Order(customer));
    entityManager.flush();
  }

  @Override
  public long countLintelItemsByJpa(String status) {
    Object count =
        entityManager
            .createNativeQuery("SELECT count(*) FROM lintel.items WHERE status = ?1")
            .setParameter(1, status)
            .getSingleResult();
    return ((Number) count).longValue();
  }

  @Override
  public void renameLintelItemsByJpa(String status, String name) {
    entityManager
        .createNativeQuery("UPDATE lintel.items SET name = ?2 WHERE status = ?1")
        .setParameter(1, status)
        .setParameter(2, name)
        .executeUpdate();
  }

  public void setOrderMapper(OrderMapper orderMapper) {
    this.orderMapper = orderMapper;
  }

  public void setEntityManager(EntityManager entityManager) {
    this.entityManager = entityManager;
  }
}
