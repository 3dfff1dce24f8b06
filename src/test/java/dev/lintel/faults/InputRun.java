package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.LintelException;
import dev.lintel.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Gives a function many inputs on two threads, and judges how each ends: in success, or in a typed
 * exception with a message that a log can take, and never in a server error.
 */
public final class InputRun {

  private static final int THREADS = 2;

  /** One call of a function, or a few, with what the inputs give. */
  @FunctionalInterface
  public interface Attempt {
    void on(Inputs inputs) throws Exception;
  }

  /** One thread's: what it needs around its attempts. */
  interface Worker extends AutoCloseable {

    void attempt(Inputs inputs) throws Exception;

    /** After each input, also after one that was refused. */
    void requireUnharmed() throws Exception;

    @Override
    void close() throws Exception;
  }

  private final String what;
  private final int count;
  private final AtomicInteger next = new AtomicInteger();
  private int taken;
  private int refused;

  private InputRun(String what, int count) {
    this.what = what;
    this.count = count;
  }

  /** For a function without a database. */
  public static InputRun of(String what, int count, Attempt attempt) {
    return of(
        what,
        count,
        () ->
            new Worker() {
              @Override
              public void attempt(Inputs inputs) throws Exception {
                attempt.on(inputs);
              }

              @Override
              public void requireUnharmed() {}

              @Override
              public void close() {}
            });
  }

  static InputRun of(String what, int count, Supplier<Worker> workers) {
    InputRun run = new InputRun(what, count);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(() -> run.work(workers.get())));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return run;
  }

  /**
   * For a call that must succeed or not.
   *
   * @throws LintelException what the call threw, if it had to
   */
  public static <T> T taken(boolean mustBe, Supplier<T> call) {
    T result;
    try {
      result = call.get();
    } catch (LintelException e) {
      if (mustBe) {
        throw new AssertionError("refused, but good: " + e.getMessage(), e);
      }
      throw e;
    }
    assertThat(mustBe).as("what was taken, and gave %s, is good", result).isTrue();
    return result;
  }

  private Void work(Worker worker) throws Exception {
    int successes = 0;
    int refusals = 0;
    try (worker) {
      for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
        try {
          if (succeeds(worker, new Inputs(what, number))) {
            successes++;
          } else {
            refusals++;
          }
          worker.requireUnharmed();
        } catch (Throwable e) {
          next.set(count); // the other thread ends too
          throw new AssertionError(
              what
                  + ", input "
                  + number
                  + " of -Dlintel.faults.seed="
                  + Inputs.SEED
                  + ": "
                  + Text.line(e.toString()),
              e);
        }
      }
    }
    add(successes, refusals);
    return null;
  }

  private synchronized void add(int successes, int refusals) {
    taken += successes;
    refused += refusals;
  }

  private static boolean succeeds(Worker worker, Inputs inputs) throws Exception {
    try {
      worker.attempt(inputs);
      return true;
    } catch (DatabaseException e) {
      throw new AssertionError("a server error", e);
    } catch (LintelException e) {
      String message = e.getMessage();
      assertThat(message).as("the message").contains(":").hasSizeLessThan(10_000);
      assertThat(message.chars().anyMatch(Character::isISOControl))
          .as("control characters in: %s", message)
          .isFalse();
      return false;
    }
  }

  public int taken() {
    return taken;
  }

  public int refused() {
    return refused;
  }
}
