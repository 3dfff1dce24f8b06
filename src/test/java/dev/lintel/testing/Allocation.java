package dev.lintel.testing;

import com.sun.management.ThreadMXBean;
import dev.lintel.session.Database;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;

/** Counts the bytes that a call allocates: a count says the same on a busy machine. */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int RUNS = 12;

  private Allocation() {}

  /**
   * The least of several runs, each in a transaction that is rolled back: the first ones load
   * classes, prepare statements and fill caches.
   *
   * @param setup what is not counted; returns the call
   */
  public static long ofCall(Database database, int calls, Function<SqlSession, Runnable> setup) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      try (SqlSession session = database.openSession()) {
        Runnable call = setup.apply(session);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
          call.run();
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        session.rollback(true);
      }
    }
    return least / calls;
  }
}
