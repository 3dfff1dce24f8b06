package shop.contract;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The application's own service: each application writes it in the style of its time, with its own
 * transactions ({@code @Transactional}, {@code <tx:advice>}), its own MyBatis mapper and its own
 * JPA entity, all on the table {@code orders} that its own Flyway made.
 */
public interface OrderService {

  /** Propagation REQUIRED, default rollback rules: a checked exception commits. */
  <T> T inTransaction(Callable<T> work) throws Exception;

  /** Propagation REQUIRES_NEW. */
  <T> T inNewTransaction(Callable<T> work) throws Exception;

  /** Propagation REQUIRED, read-only. */
  <T> T inReadOnlyTransaction(Callable<T> work) throws Exception;

  /** Propagation REQUIRED, with a time-out of one second. */
  <T> T inTransactionOfOneSecond(Callable<T> work) throws Exception;

  /** Propagation REQUIRED, rolled back for every exception. */
  <T> T inTransactionRolledBackForAnyException(Callable<T> work) throws Exception;

  /** A transaction of the manager that JPA takes part in. */
  <T> T inJpaTransaction(Supplier<T> work);

  /** By the application's own mapper. */
  void placeOrder(String customer);

  /** By the application's own mapper. */
  long countOrders();

  /** By the application's own mapper, which reads Lintel's table: rows of {@code lintel.items}. */
  long countLintelItems(String status);

  /** By JPA: persist and flush. */
  void placeOrderByJpa(String customer);

  /** By a native query of the EntityManager on {@code lintel.items}. */
  long countLintelItemsByJpa(String status);

  /** By a native query of the EntityManager: an update of {@code lintel.items}. */
  void renameLintelItemsByJpa(String status, String name);
}
