package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.benchmark.peers.JdbcPeer;
import dev.lintel.benchmark.peers.LintelPeer;
import dev.lintel.benchmark.peers.Peer;
import dev.lintel.testing.WireCounter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.sql.DataSource;

/** Every peer at the same work, in interleaved rounds, as a ratio to hand-written JDBC. */
final class CompareSuite implements Suite {

  private static final long CALIBRATED_NANOS = 200_000_000;
  private static final long WARM_UP_NANOS = 1_500_000_000;

  @Override
  public String name() {
    return "compare";
  }

  /** All of them; the second JDBC shows what a difference of nothing looks like. */
  private static List<Peer> peers(DataSource pool, Settings settings) {
    List<Peer> peers = new ArrayList<>();
    peers.add(new JdbcPeer("JDBC", pool));
    peers.add(new JdbcPeer("JDBC again", pool));
    peers.add(new LintelPeer(pool));
    peers.removeIf(peer -> !settings.includes(peer.name()));
    return peers;
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    Settings settings = bench.settings();
    report.section("Beside hand-written JDBC");
    CompareData data = CompareData.load(bench);
    List<Peer> peers = peers(bench.pool(), settings);
    List<Work> works = Work.all(data, settings);
    List<List<Measured>> results = new ArrayList<>();
    for (Work work : works) {
      if (settings.measures(work.name())) {
        List<Measured> measured = measure(work, peers, bench);
        results.add(measured);
        print(work, measured);
      }
    }
    for (Peer peer : peers) {
      peer.close();
    }
    CompareReport.write(report, results);
  }

  private static List<Measured> measure(Work work, List<Peer> peers, Bench bench) throws Exception {
    work.beforeRound(bench);
    List<Measured> measured = new ArrayList<>();
    Long expected = null;
    for (Peer peer : peers) {
      if (!work.runs(peer)) {
        continue;
      }
      Measured of = new Measured(work, peer);
      long sum = work.checked(peer);
      if (expected != null && sum != expected) {
        throw new IllegalStateException(
            work.name() + ": " + peer.name() + " read something else than JDBC");
      }
      expected = sum;
      measured.add(of);
    }
    for (Measured of : measured) {
      count(of, bench);
      of.warmUp(WARM_UP_NANOS);
    }
    int calls = measured.get(0).callsIn(CALIBRATED_NANOS);
    List<Measured> order = new ArrayList<>(measured);
    Random random = new Random(6);
    for (int round = 0; round < bench.settings().rounds(); round++) {
      Collections.shuffle(order, random);
      work.beforeRound(bench);
      System.gc();
      for (Measured of : order) {
        of.round(calls);
      }
    }
    return measured;
  }

  /** Statements and round trips of a call, once its statements are prepared, on a pool of one. */
  private static void count(Measured measured, Bench bench) throws Exception {
    try (WireCounter counter = new WireCounter();
        HikariDataSource counted = Bench.pool(bench.counted(counter), 1);
        Peer peer = Peers.again(measured.peer(), counted)) {
      for (int i = 0; i < 7; i++) {
        measured.work().call(peer);
      }
      counter.reset();
      measured.work().call(peer);
      measured.counted(counter.statements(), counter.roundTrips());
    }
  }

  private static void print(Work work, List<Measured> measured) {
    System.out.println(work.name());
    Measured jdbc = measured.get(0);
    for (Measured of : measured) {
      System.out.printf(
          Locale.ROOT,
          "  %-18s %s  alloc %.2f  %,.1f µs%n",
          of.peer().name(),
          of.ratioTo(jdbc),
          of.allocationRatioTo(jdbc),
          of.medianMicros());
    }
  }
}
