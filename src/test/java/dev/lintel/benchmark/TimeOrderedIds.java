package dev.lintel.benchmark;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of the layout of UUID version 7: milliseconds, part of the millisecond, then randomness. */
final class TimeOrderedIds {

  private TimeOrderedIds() {}

  static UUID next() {
    Instant now = Instant.now();
    long part = (now.getNano() % 1_000_000L) * 4_096 / 1_000_000;
    long high = now.toEpochMilli() << 16 | 7 << 12 | part;
    long low = ThreadLocalRandom.current().nextLong() >>> 2 | 1L << 63;
    return new UUID(high, low);
  }
}
