package dev.lintel.session;

import org.apache.ibatis.session.SqlSession;

/**
 * Work on a session that has a result.
 *
 * @param <T> the result
 * @param <X> a checked exception that the work may throw; it passes through unwrapped
 */
@FunctionalInterface
public interface SessionFunction<T, X extends Exception> {

  /**
   * @param session open; not to be kept after the work
   * @return the result; may be null
   * @throws X whatever the work throws
   */
  T apply(SqlSession session) throws X;
}
