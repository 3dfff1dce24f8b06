package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.Peer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every peer at the same work, in interleaved rounds, as a ratio to hand-written JDBC. */
final class CompareSuite implements Suite {

  /** A work of long calls ends after so many rounds if its time is over. */
  private static final int FEWEST_ROUNDS = 9;

  private static final long LONGEST_NANOS = 120_000_000_000L;

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    Settings settings = bench.settings();
    report.section("Beside hand-written JDBC");
    CompareData data = CompareData.load(bench);
    List<Peer> peers = new ArrayList<>();
    Map<String, CountedPeer> counted = new HashMap<>();
    for (String name : Peers.names()) {
      if (settings.includes(name)) {
        peers.add(Peers.open(name, bench.pool()));
        counted.put(name, new CountedPeer(name, bench));
      }
    }
    List<List<Measured>> results = new ArrayList<>();
    for (Work work : Work.all(data, settings)) {
      if (settings.measures(work.name())) {
        List<Measured> measured = measure(work, peers, counted, bench);
        results.add(measured);
        CompareReport.print(measured);
      }
    }
    for (Peer peer : peers) {
      counted.get(peer.name()).close();
      peer.close();
    }
    CompareReport.write(report, results, settings.rounds());
  }

  private static List<Measured> measure(
      Work work, List<Peer> all, Map<String, CountedPeer> counted, Bench bench) throws Exception {
    List<Peer> peers = all.stream().filter(peer -> work.isFor(peer.name())).toList();
    work.reset(bench);
    requireEqual(work, peers);
    List<Measured> measured = new ArrayList<>();
    for (Peer peer : peers) {
      Measured of = new Measured(work, peer);
      counted.get(peer.name()).count(of);
      measured.add(of);
    }
    for (Measured of : measured) {
      of.warmUp(bench.settings().warmUpNanos());
    }
    int calls = measured.get(0).callsIn(bench.settings().roundNanos());
    List<Measured> order = new ArrayList<>(measured);
    Random random = new Random(6);
    long start = System.nanoTime();
    for (int round = 0; round < bench.settings().rounds(); round++) {
      if (round >= FEWEST_ROUNDS && System.nanoTime() - start > LONGEST_NANOS) {
        break;
      }
      Collections.shuffle(order, random);
      work.reset(bench);
      for (Measured of : order) {
        of.round(calls);
      }
    }
    return measured;
  }

  private static void requireEqual(Work work, List<Peer> peers) {
    long expected = work.sample(peers.get(0));
    for (Peer peer : peers) {
      long sum = work.sample(peer);
      if (sum != expected) {
        throw new IllegalStateException(
            work.name()
                + ": expected the sum "
                + expected
                + " of "
                + peers.get(0).name()
                + ", but "
                + peer.name()
                + " has "
                + sum);
      }
    }
  }
}
