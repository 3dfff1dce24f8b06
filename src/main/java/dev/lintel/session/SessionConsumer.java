package dev.lintel.session;

import org.apache.ibatis.session.SqlSession;

/**
 * Work on a session that has no result.
 *
 * @param <X> a checked exception that the work may throw; it passes through unwrapped
 */
@FunctionalInterface
public interface SessionConsumer<X extends Exception> {

  /**
   * @param session open; not to be kept after the work
   * @throws X whatever the work throws
   */
  void accept(SqlSession session) throws X;
}
