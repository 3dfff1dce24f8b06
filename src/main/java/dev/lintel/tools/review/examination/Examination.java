package dev.lintel.tools.review.examination;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.catalog.Catalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Takes all statements of a set to the server, several at a time. */
public final class Examination {

  /** Each takes two connections, and a server has few on a developer's machine. */
  private static final int MOST_WORKERS = 4;

  private Examination() {}

  /**
   * @param progress is told of each statement, by several threads
   * @return in the order given
   * @throws SQLException if a connection is lost
   */
  public static List<Examined> of(
      List<MappedStatement> statements,
      Connections connections,
      Catalog catalog,
      Consumer<String> progress)
      throws SQLException {
    int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    Examined[] examined = new Examined[statements.size()];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(
            threads.submit(
                () -> {
                  try (Examiner examiner = new Examiner(connections, catalog)) {
                    int at;
                    while ((at = next.getAndIncrement()) < examined.length) {
                      progress.accept("planning " + statements.get(at).name());
                      examined[at] = examiner.examine(statements.get(at));
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> worker : running) {
        await(worker);
      }
    } finally {
      threads.shutdownNow();
    }
    return SessionTables.markedIn(List.of(examined));
  }

  private static void await(Future<?> worker) throws SQLException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException lost) {
        throw lost;
      }
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it plans statements", e);
    }
  }
}
