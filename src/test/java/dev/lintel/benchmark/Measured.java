package dev.lintel.benchmark;

import com.sun.management.ThreadMXBean;
import dev.lintel.benchmark.peers.Peer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** One peer at one work, round by round. */
final class Measured {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Keeps the sums alive, so that no compiler can leave a call out. */
  private static final AtomicLong SINK = new AtomicLong();

  private final Work work;
  private final String peerName;
  private final Peer peer;
  private final List<Double> nanosPerCall = new ArrayList<>();
  private final List<Double> bytesPerCall = new ArrayList<>();
  private final List<Double> cpuPerCall = new ArrayList<>();
  private long statements;
  private long roundTrips;

  Measured(Work work, Peer peer) {
    this.work = work;
    this.peer = peer;
    this.peerName = peer.name();
  }

  String peerName() {
    return peerName;
  }

  Work work() {
    return work;
  }

  void counted(long statements, long roundTrips) {
    this.statements = statements;
    this.roundTrips = roundTrips;
  }

  /** Of one call, BEGIN and COMMIT too. */
  long statements() {
    return statements;
  }

  /** Of one call. */
  long roundTrips() {
    return roundTrips;
  }

  void warmUp(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      run(work.threads());
    }
  }

  /** How many calls fit, at least one for each thread. */
  int callsIn(long nanos) throws InterruptedException {
    int calls = work.threads();
    long taken = run(calls).nanos;
    while (taken < nanos / 4) {
      calls *= 2;
      taken = run(calls).nanos;
    }
    return (int) Math.max(work.threads(), calls * nanos / taken);
  }

  void round(int calls) throws InterruptedException {
    Run run = run(calls);
    nanosPerCall.add((double) run.nanos / calls);
    bytesPerCall.add((double) run.bytes / calls);
    cpuPerCall.add((double) run.cpu / calls);
  }

  private record Run(long nanos, long bytes, long cpu) {}

  private Run run(int calls) throws InterruptedException {
    if (work.threads() == 1) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long cpu = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += work.call(peer);
      }
      long nanos = System.nanoTime() - start;
      SINK.addAndGet(sum);
      return new Run(
          nanos,
          THREADS.getCurrentThreadAllocatedBytes() - allocated,
          THREADS.getCurrentThreadCpuTime() - cpu);
    }
    return runThreads(calls);
  }

  private Run runThreads(int calls) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger left = new AtomicInteger(calls);
    AtomicLong bytes = new AtomicLong();
    AtomicLong cpu = new AtomicLong();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < work.threads(); i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                  long allocated = THREADS.getCurrentThreadAllocatedBytes();
                  long cpuBefore = THREADS.getCurrentThreadCpuTime();
                  long sum = 0;
                  while (left.getAndDecrement() > 0) {
                    sum += work.call(peer);
                  }
                  SINK.addAndGet(sum);
                  bytes.addAndGet(THREADS.getCurrentThreadAllocatedBytes() - allocated);
                  cpu.addAndGet(THREADS.getCurrentThreadCpuTime() - cpuBefore);
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    long start = System.nanoTime();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    long nanos = System.nanoTime() - start;
    if (failure.get() != null) {
      throw new IllegalStateException(work.name() + ", " + peerName, failure.get());
    }
    return new Run(nanos, bytes.get(), cpu.get());
  }

  /** Round by round: what disturbs one round disturbs both. */
  Quartiles ratioTo(Measured other) {
    return Quartiles.ofRatios(nanosPerCall, other.nanosPerCall);
  }

  double allocationRatioTo(Measured other) {
    return Quartiles.ofRatios(bytesPerCall, other.bytesPerCall).median();
  }

  /** The client's processor time alone: it shows what the server's time and noise hide. */
  double cpuRatioTo(Measured other) {
    return Quartiles.ofRatios(cpuPerCall, other.cpuPerCall).median();
  }

  double medianMicros() {
    return Quartiles.of(nanosPerCall).median() / 1_000;
  }

  double medianKilobytes() {
    return Quartiles.of(bytesPerCall).median() / 1_000;
  }
}
