package shop.orders;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import shop.contract.OrderService;

@Service
class OrderServiceImpl implements OrderService {

  private final OrderMapper orders;

  @PersistenceContext private EntityManager entityManager;

  OrderServiceImpl(OrderMapper orders) {
    this.orders = orders;
  }

  @Override
  @Transactional
  public <T> T inTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public <T> T inNewTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  @Transactional(readOnly = true)
  public <T> T inReadOnlyTransaction(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  @Transactional(timeout = 1)
  public <T> T inTransactionOfOneSecond(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  @Transactional(rollbackFor = Exception.class)
  public <T> T inTransactionRolledBackForAnyException(Callable<T> work) throws Exception {
    return work.call();
  }

  @Override
  @Transactional("jpaTransactionManager")
  public <T> T inJpaTransaction(Supplier<T> work) {
    return work.get();
  }

  @Override
  @Transactional
  public void placeOrder(String customer) {
    orders.insertOrder(customer);
  }

  @Override
  public long countOrders() {
    return orders.countOrders();
  }

  @Override
  public long countLintelItems(String status) {
    return orders.countLintelItems(status);
  }

  @Override
  @Transactional("jpaTransactionManager")
  public void placeOrderByJpa(String customer) {
    entityManager.persist(new Order(customer));
    entityManager.flush();
  }

  @Override
  public long countLintelItemsByJpa(String status) {
    return (long)
        entityManager
            .createNativeQuery("SELECT count(*) FROM lintel.items WHERE status = ?1", Long.class)
            .setParameter(1, status)
            .getSingleResult();
  }

  @Override
  public void renameLintelItemsByJpa(String status, String name) {
    entityManager
        .createNativeQuery("UPDATE lintel.items SET name = ?2 WHERE status = ?1")
        .setParameter(1, status)
        .setParameter(2, name)
        .executeUpdate();
  }
}
