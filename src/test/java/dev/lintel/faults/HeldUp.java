package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The calls that a fault has held up until a time-out ended them, and how long the longest took.
 */
final class HeldUp {

  /** For a machine that is busy, and for what comes before and after the wait. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** The driver counts some of its waits in whole milliseconds. */
  private static final Duration CLOCKS = Duration.ofMillis(10);

  private final String fault;
  private final String timeout;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();

  HeldUp(String fault, String timeout) {
    this.fault = fault;
    this.timeout = timeout;
  }

  /**
   * What the call threw; null if nothing.
   *
   * @param timeout what must pass until it does, and little more
   */
  Throwable thrownBy(Duration timeout, ThrowingCallable call) {
    long start = System.nanoTime();
    Throwable thrown = catchThrowable(call);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isBetween(timeout.minus(CLOCKS), timeout.plus(GRACE));
    longestNanos.accumulateAndGet(took.toNanos(), Math::max);
    calls.incrementAndGet();
    return thrown;
  }

  void writeFigures() {
    Figures.write(
        fault,
        String.format(
            "%d calls, each ended by its %s, the longest after %.1f s; no thread left",
            calls.get(), timeout, longestNanos.get() / 1e9));
  }
}
