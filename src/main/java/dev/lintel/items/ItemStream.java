package dev.lintel.items;

import dev.lintel.NoTransactionException;
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
  private Throwable failure;

  private ItemStream(Consumer<? super Item> consumer) {
    this.consumer = consumer;
  }

  static void byStatus(SqlSession session, String status, Consumer<? super Item> consumer) {
    requireTransaction(session);
    ItemStream stream = new ItemStream(consumer);
    Mappers.run(session, ItemMapper.class, mapper -> mapper.forEachItemByStatus(status, stream));
    stream.rethrow();
  }

  /** Outside of a transaction the driver would ignore the fetch size and read every row at once. */
  private static void requireTransaction(SqlSession session) {
    boolean transaction;
    try {
      Connection connection = session.getConnection();
      // Spring's template closes a connection that it opened for this question alone
      transaction = !connection.isClosed() && !connection.getAutoCommit();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e);
    }
    if (!transaction) {
      throw new NoTransactionException(
          "forEachItemByStatus: expected a session in a transaction, but it commits each statement"
              + " by itself; use inTransaction, openSession or @Transactional, or pages");
    }
  }

  @Override
  public void handleResult(ResultContext<? extends Item> context) {
    try {
      consumer.accept(context.getResultObject());
    } catch (RuntimeException | Error e) {
      // thrown from here MyBatis would wrap it; the rows that are left are not fetched
      failure = e;
      context.stop();
    }
  }

  private void rethrow() {
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
