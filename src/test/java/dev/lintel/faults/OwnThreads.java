package dev.lintel.faults;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds threads that hang: work runs in a group of threads of its own, which whatever it starts
 * joins, a pool's and the driver's threads too, and which must be empty in the end.
 */
final class OwnThreads {

  private static final long LONGEST_SECONDS = 180;

  private OwnThreads() {}

  /** What may throw anything. */
  interface Work {
    void run() throws Exception;
  }

  /** Runs the work, and fails if it or a thread of it is still there three minutes later. */
  static void run(Work work) throws Exception {
    ThreadGroup group = new ThreadGroup("own");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            group,
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                thrown.set(e);
              }
            },
            "own");
    thread.setDaemon(true);
    thread.start();
    awaitNone(group);
    if (thrown.get() instanceof Error) {
      throw (Error) thrown.get();
    }
    if (thrown.get() != null) {
      throw (Exception) thrown.get();
    }
  }

  static void awaitNone(ThreadGroup group) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    for (Thread left = any(group); left != null; left = any(group)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (millis <= 0) {
        fail("a thread hangs: %s at %s", left, Arrays.toString(left.getStackTrace()));
      }
      try {
        left.join(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted while a thread was there: %s", left);
      }
    }
  }

  /**
   * The driver has one thread for the whole JVM that frees what was forgotten: it does not count.
   */
  private static Thread any(ThreadGroup group) {
    Thread[] threads = new Thread[group.activeCount() + 10];
    int count = group.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> !thread.getName().contains("JDBC-Cleaner"))
        .findAny()
        .orElse(null);
  }
}
