package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.LintelException;
import dev.lintel.testing.Load;
import dev.lintel.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Gives a function many inputs on a few threads, and judges how each ends: in success, or in a
 * typed exception with a message that a log can take, and never in a server error or a hang. Each
 * thread has the same numbers in every run, so that what one input leaves to the next one of its
 * worker depends on the seed alone, and a failure comes again with it.
 */
public final class InputRun {

  private static final int THREADS = 2;

  /** No input takes as long, on a slow machine either. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

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
  private final int threads;
  private final AtomicIntegerArray at;
  private volatile boolean failed;
  private int taken;
  private int refused;

  private InputRun(String what, int count, int threads) {
    this.what = what;
    this.count = count;
    this.threads = threads;
    this.at = new AtomicIntegerArray(threads);
  }

  /** For a function without a transaction. */
  public static InputRun of(String what, int count, Attempt attempt) {
    return of(what, count, THREADS, LONGEST, () -> worker(attempt));
  }

  /** For a function that mostly waits. */
  public static InputRun of(String what, int count, int threads, Attempt attempt) {
    return of(what, count, threads, LONGEST, () -> worker(attempt));
  }

  static InputRun of(String what, int count, Supplier<Worker> workers) {
    return of(what, count, THREADS, LONGEST, workers);
  }

  static InputRun of(String what, int count, Duration longest, Attempt attempt) {
    return of(what, count, THREADS, longest, () -> worker(attempt));
  }

  private static Worker worker(Attempt attempt) {
    return new Worker() {
      @Override
      public void attempt(Inputs inputs) throws Exception {
        attempt.on(inputs);
      }

      @Override
      public void requireUnharmed() {}

      @Override
      public void close() {}
    };
  }

  private static InputRun of(
      String what, int count, int together, Duration longest, Supplier<Worker> workers) {
    InputRun run = new InputRun(what, count, together);
    ExecutorService threads = Executors.newFixedThreadPool(together);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < together; i++) {
        int first = i;
        results.add(threads.submit(() -> run.work(workers.get(), first)));
      }
      for (int i = 0; i < together; i++) {
        run.await(results.get(i), i, longest);
      }
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    } finally {
      run.failed = true; // or done
      threads.shutdownNow();
    }
    return run;
  }

  /** As long as it takes, if only it goes on. */
  private void await(Future<?> result, int thread, Duration longest) throws Exception {
    int seen = -1;
    while (true) {
      try {
        result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        int number = at.get(thread);
        if (number == seen) {
          throw new AssertionError(named(number) + "takes longer than " + longest);
        }
        seen = number;
      }
    }
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

  private Void work(Worker worker, int first) throws Exception {
    int successes = 0;
    int refusals = 0;
    try (worker) {
      for (int number = first; number < count && !failed; number += threads) {
        at.set(first, number);
        try {
          if (succeeds(worker, new Inputs(what, number))) {
            successes++;
          } else {
            refusals++;
          }
          worker.requireUnharmed();
        } catch (Throwable e) {
          failed = true; // the other thread ends too
          throw new AssertionError(named(number) + Text.line(e.toString()), e);
        }
      }
    }
    add(successes, refusals);
    return null;
  }

  /** Which input it is, and how to have it again. */
  private String named(int number) {
    return what
        + ", input "
        + number
        + ", again with -Dlintel.faults.seed="
        + Inputs.SEED
        + Load.options()
        + ": ";
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
