package dev.lintel.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many threads that begin the same work at the same moment; one that hangs fails the test. */
final class Callers {

  private static final long LONGEST_MINUTES = 4;

  /** What each of them does. */
  interface Work {
    void run(int caller) throws Exception;
  }

  private Callers() {}

  static void together(int count, Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int caller = i;
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  work.run(caller);
                  return null;
                }));
      }
      for (Future<?> call : calls) {
        call.get(LONGEST_MINUTES, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
