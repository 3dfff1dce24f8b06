package dev.lintel.items;

import dev.lintel.NoTransactionException;
import dev.lintel.mapping.DriverTransaction;
import dev.lintel.mapping.Mappers;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.SqlSession;

/** Hands rows to a consumer as they arrive, and keeps what the consumer throws. */
final class ItemStream implements ResultHandler<Item> {

  private final Consumer<? super Item> consumer;
  private final DriverTransaction transaction;
  private Throwable failure;

  private ItemStream(Consumer<? super Item> consumer, DriverTransaction transaction) {
    this.consumer = consumer;
    this.transaction = transaction;
  }

  static void byStatus(SqlSession session, String status, Consumer<? super Item> consumer) {
    ItemStream stream = new ItemStream(consumer, requireTransaction(session));
    Mappers.run(session, ItemMapper.class, mapper -> mapper.forEachItemByStatus(status, stream));
    if (stream.failure != null) {
      ItemStream.<RuntimeException>rethrow(stream.failure);
    }
  }

  /** Outside of a transaction the driver would ignore the fetch size and read every row at once. */
  private static DriverTransaction requireTransaction(SqlSession session) {
    try {
      Connection connection = session.getConnection();
      // Spring's template closes a connection that it opened for this question alone
      if (connection.isClosed() || connection.getAutoCommit()) {
        throw new NoTransactionException(
            "forEachItemByStatus: expected a session in a transaction, but it commits each"
                + " statement by itself; use inTransaction, openSession or @Transactional, or"
                + " pages");
      }
      return DriverTransaction.of(connection);
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e, session);
    }
  }

  @Override
  public void handleResult(ResultContext<? extends Item> context) {
    try {
      consumer.accept(context.getResultObject());
      if (transaction.isEnded()) {
        throw new NoTransactionException(
            "forEachItemByStatus: expected the transaction to go on, but the consumer ended it, and"
                + " the rows that were not fetched yet with it");
      }
    } catch (Throwable e) {
      // thrown from here MyBatis would wrap it; the rows that are left are not fetched
      failure = e;
      context.stop();
    }
  }

  /** As it is, also if another language's consumer throws a checked exception. */
  @SuppressWarnings("unchecked") // the cast is never checked: that is the point
  private static <X extends Throwable> void rethrow(Throwable failure) throws X {
    throw (X) failure;
  }
}
