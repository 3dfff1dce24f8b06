package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** Many callers at once, who wait for a connection of the pool before each call. */
final class Crowd {

  /** What one round gave; a call's time includes its wait for a connection. */
  record Round(double callsPerSecond, double medianMillis, double p99Millis) {}

  private final CompareData data;
  private final int callers;

  Crowd(CompareData data, int callers) {
    this.data = data;
    this.callers = callers;
  }

  Round run(Peer peer, long nanos) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Caller> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Caller caller = new Caller(peer, nanos, go, failure);
      caller.start();
      all.add(caller);
    }
    long start = System.nanoTime();
    go.countDown();
    for (Caller caller : all) {
      caller.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (failure.get() != null) {
      throw new IllegalStateException(
          callers + " callers, " + peer.name() + ": a call failed", failure.get());
    }
    long[] waits = all.stream().flatMapToLong(Caller::waits).sorted().toArray();
    return new Round(waits.length / seconds, at(waits, 0.5), at(waits, 0.99));
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e6;
  }

  private final class Caller extends Thread {

    private final Peer peer;
    private final long nanos;
    private final CountDownLatch go;
    private final AtomicReference<Throwable> failure;
    private long[] waits = new long[1_024];
    private int calls;

    Caller(Peer peer, long nanos, CountDownLatch go, AtomicReference<Throwable> failure) {
      this.peer = peer;
      this.nanos = nanos;
      this.go = go;
      this.failure = failure;
    }

    @Override
    public void run() {
      try {
        go.await();
        long now = System.nanoTime();
        long end = now + nanos;
        while (now < end && failure.get() == null) {
          call();
          long after = System.nanoTime();
          if (calls == waits.length) {
            waits = Arrays.copyOf(waits, calls * 2);
          }
          waits[calls++] = after - now;
          now = after;
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
    }

    /** 80 % reads by key, 15 % changes of status, 5 % new items. */
    private void call() {
      int dice = ThreadLocalRandom.current().nextInt(100);
      if (dice < 80) {
        peer.findById(data.itemId());
      } else if (dice < 95) {
        peer.updateStatus(data.itemId(), dice % 2 == 0 ? "archived" : "archived!");
      } else {
        peer.create(CompareData.newRow(dice));
      }
    }

    LongStream waits() {
      return Arrays.stream(waits, 0, calls);
    }
  }
}
