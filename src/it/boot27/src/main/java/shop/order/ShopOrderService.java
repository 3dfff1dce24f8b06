package shop.order;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import shop.contract.OrderService;

/** MyBatis and JPA in the transactions of Boot's one transaction manager. */
@Service
public class ShopOrderService implements OrderService {

  private final OrderMapper mapper;
  private final OrderRepository repository;

  public ShopOrderService(OrderMapper mapper, OrderRepository repository) {
    this.mapper = mapper;
    this.repository = repository;
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
  @Transactional
  public <T> T inJpaTransaction(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void placeOrder(String customer) {
    mapper.insertOrder(customer);
  }

  @Override
  public long countOrders() {
    return mapper.countOrders();
  }

  @Override
  public long countLintelItems(String status) {
    return mapper.countLintelItems(status);
  }

  @Override
  public void placeOrderByJpa(String customer) {
    repository.saveAndFlush(new Order(customer));
  }

  @Override
  public long countLintelItemsByJpa(String status) {
    return repository.countLintelItems(status);
  }

  @Override
  public void renameLintelItemsByJpa(String status, String name) {
    repository.renameLintelItems(status, name);
  }
}
