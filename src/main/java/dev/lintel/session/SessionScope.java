package dev.lintel.session;

import dev.lintel.mapping.ServerErrors;
import java.sql.SQLException;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a session around a caller's work: always closed, whatever happens. */
final class SessionScope {

  private static final Logger LOG = LoggerFactory.getLogger(SessionScope.class);
  private static final String READ_ONLY = "25006";

  private SessionScope() {}

  /** Commits when the work returns, rolls back on anything thrown. */
  static <T, X extends Exception> T transaction(
      SqlSession session, SessionTransaction transaction, SessionFunction<T, X> work) throws X {
    T result;
    try {
      result = work.apply(session);
      commit(session);
    } catch (Throwable failure) {
      rollBackAfter(failure, session);
      closeAfter(failure, session, transaction);
      throw failure;
    }
    closeAfterSuccess(session);
    return result;
  }

  /** For a session whose every statement has committed itself. */
  static <T, X extends Exception> T autoCommit(
      SqlSession session, SessionTransaction transaction, SessionFunction<T, X> work) throws X {
    T result;
    try {
      result = work.apply(session);
    } catch (Throwable failure) {
      closeAfter(failure, session, transaction);
      throw failure;
    }
    closeAfterSuccess(session);
    return result;
  }

  /** Commits also where MyBatis knows of no write, such as one through plain JDBC. */
  private static void commit(SqlSession session) {
    try {
      session.commit(true);
    } catch (PersistenceException e) {
      throw ServerErrors.translate(e, session);
    }
  }

  private static void rollBackAfter(Throwable failure, SqlSession session) {
    try {
      session.rollback(true);
    } catch (RuntimeException | Error e) {
      suppress(failure, e);
    }
  }

  private static void closeAfter(
      Throwable failure, SqlSession session, SessionTransaction transaction) {
    SQLException sql = ServerErrors.cause(failure, SQLException.class);
    if (sql != null && READ_ONLY.equals(sql.getSQLState())) {
      transaction.evictIfDemoted();
    }
    try {
      session.close();
    } catch (RuntimeException | Error e) {
      suppress(failure, e);
    }
  }

  private static void suppress(Throwable failure, Throwable later) {
    if (failure != later) {
      failure.addSuppressed(later);
    }
  }

  /** The work is done and committed: that its connection closes badly must not undo the answer. */
  private static void closeAfterSuccess(SqlSession session) {
    try {
      session.close();
    } catch (RuntimeException e) {
      LOG.warn("session closed badly after its work was done: {}", e.getMessage(), e);
    }
  }
}
