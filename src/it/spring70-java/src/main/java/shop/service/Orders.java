package shop.service;

import jakarta.persistence.EntityManager;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import shop.contract.OrderService;
import shop.domain.Order;
import shop.persistence.OrderMapper;

/** Others take this class, not its interface: the proxy of its transactions is a subclass. */
@Service
@Transactional
public class Orders implements OrderService {

  private final OrderMapper mapper;
  private final EntityManager entityManager;

  public Orders(OrderMapper mapper, EntityManager entityManager) {
    this.mapper = mapper;
    this.entityManager = entityManager;
  }

  @Override
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
  @Transactional(timeoutString = "1")
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
    mapper.insert(customer);
  }

  @Override
  @Transactional(readOnly = true)
  public long countOrders() {
    return mapper.count();
  }

  @Override
  public long countLintelItems(String status) {
    return mapper.countLintelItems(status);
  }

  @Override
  @Transactional("jpaTransactionManager")
  public void placeOrderByJpa(String customer) {
    entityManager.persist(new Order(customer));
    entityManager.flush();
  }

  @Override
  @Transactional("jpaTransactionManager")
  public long countLintelItemsByJpa(String status) {
    return (long)
        entityManager
            .createNativeQuery("SELECT count(*) FROM lintel.items WHERE status = ?1", Long.class)
            .setParameter(1, status)
            .getSingleResult();
  }

  @Override
  @Transactional("jpaTransactionManager")
  public void renameLintelItemsByJpa(String status, String name) {
    entityManager
        .createNativeQuery("UPDATE lintel.items SET name = ?2 WHERE status = ?1")
        .setParameter(1, status)
        .setParameter(2, name)
        .executeUpdate();
  }
}
