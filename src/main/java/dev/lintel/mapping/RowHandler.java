package dev.lintel.mapping;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.result.DefaultResultContext;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.session.ResultHandler;

/**
 * Reads a statement's rows by its {@link RowReader}, and leaves to MyBatis what is no such rows.
 */
final class RowHandler implements ResultSetHandler {

  private final RowReader reader;
  private final ResultHandler<Object> handler;
  private final Supplier<ResultSetHandler> mybatis;

  /**
   * @param handler what each row goes to; null if they are collected
   * @param mybatis makes the handler of MyBatis, which takes a while
   */
  RowHandler(RowReader reader, ResultHandler<Object> handler, Supplier<ResultSetHandler> mybatis) {
    this.reader = reader;
    this.handler = handler;
    this.mybatis = mybatis;
  }

  @Override
  @SuppressWarnings("unchecked") // the element type is the mapper's to know, as in MyBatis
  public <E> List<E> handleResultSets(Statement statement) throws SQLException {
    ErrorContext.instance().activity("handling results");
    List<Object> list = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
      if (rows == null) {
        return mybatis.get().handleResultSets(statement);
      }
      int[] places = reader.places(rows);
      if (handler != null) {
        handOver(rows, places);
      } else {
        while (rows.next()) {
          list.add(reader.read(rows, places));
        }
      }
    }
    return (List<E>) list;
  }

  private void handOver(ResultSet rows, int[] places) throws SQLException {
    DefaultResultContext<Object> context = new DefaultResultContext<>();
    while (!context.isStopped() && rows.next()) {
      context.nextResultObject(reader.read(rows, places));
      handler.handleResult(context);
    }
  }

  @Override
  public <E> Cursor<E> handleCursorResultSets(Statement statement) throws SQLException {
    return mybatis.get().handleCursorResultSets(statement);
  }

  @Override
  public void handleOutputParameters(CallableStatement call) throws SQLException {
    mybatis.get().handleOutputParameters(call);
  }
}
