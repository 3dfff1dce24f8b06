package dev.lintel.keys;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keys that grow with time: UUIDs of version 7 (RFC 9562). New rows come to stand side by side in
 * the index, where random keys touch another page of it each; 62 bits of each are random. For
 * operation classes, a developer's own too.
 */
public final class TimeOrderedUuid {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_BITS = 12;

  /**
   * Milliseconds since 1970 and then a counter, so that the keys of one millisecond grow as well.
   */
  private static final AtomicLong LAST = new AtomicLong();

  private TimeOrderedUuid() {}

  /**
   * A new key. It tells when it was made, to the millisecond.
   *
   * @return greater than all that this JVM made before, as PostgreSQL compares them
   */
  public static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & (1 << COUNTER_BITS) - 1;
    return new UUID(
        millis << 16 | 0x7000L | counter, Long.MIN_VALUE | RANDOM.nextLong() & (1L << 62) - 1);
  }
}
