package shop.orders;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import shop.contract.OrderService;
import shop.orders.mapper.OrderMapper;

@Service("orderService")
public class OrderServiceImpl implements OrderService {

  @Autowired private OrderMapper orderMapper;
  @PersistenceContext private EntityManager entityManager;

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
}
