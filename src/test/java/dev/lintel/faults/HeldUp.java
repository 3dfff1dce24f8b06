package dev.lintel.faults;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The calls that a fault has held up until a time-out ended them, and how long the longest took.
 */
final class HeldUp {

  private final String fault;
  private final String timeout;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();

  HeldUp(String fault, String timeout) {
    this.fault = fault;
    this.timeout = timeout;
  }

  /** What the call threw; null if nothing. */
  Throwable thrownBy(ThrowingCallable call) {
    long start = System.nanoTime();
    Throwable thrown = catchThrowable(call);
    longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
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
