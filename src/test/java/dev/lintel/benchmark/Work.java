package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.NewRow;
import dev.lintel.benchmark.peers.Peer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;

/** One line of the comparison: what is called, and what Lintel may take for it. */
final class Work {

  /** Puts the data back before a round. */
  private interface Reset {
    void run(Bench bench) throws SQLException;
  }

  private static final Reset NOTHING = bench -> {};
  private final String name;
  private final ToLongFunction<Peer> call;
  private int threads = 1;
  private double target = 1.05;
  private double allocationTarget = Double.NaN;
  private ToLongFunction<Peer> sample;
  private Reset reset = NOTHING;
  private boolean copies;

  private Work(String name, ToLongFunction<Peer> call) {
    this.name = name;
    this.call = call;
    this.sample = call;
  }

  static List<Work> all(CompareData data, Settings settings) {
    List<Work> works = new ArrayList<>();
    works.add(
        new Work("by id, 8 threads", peer -> peer.findById(data.itemId()))
            .threads(8)
            .sample(peer -> peer.findById(data.itemId(0))));
    works.add(
        new Work(
                "update status, 8 threads",
                peer -> peer.updateStatus(data.itemId(), status("archived", "archived!")))
            .threads(8)
            .sample(peer -> peer.updateStatus(data.itemId(0), "archived!")));
    works.add(
        new Work("create", peer -> peer.create(CompareData.newRow(random(1_000_000))))
            .sample(peer -> peer.create(CompareData.newRow(7)) & 0)
            .reset(Work::removeCreated));
    list(works, "list 100", CompareData.SHORT_LIST);
    list(works, "list 10,000", CompareData.LONG_LIST);
    for (boolean read : new boolean[] {true, false}) {
      works.add(
          new Work(
                  settings.streamed() / 100 + "th page of 50" + documents(read),
                  peer ->
                      peer.page(CompareData.STREAM, data.deepCreatedAt(), data.deepId(), 50, read))
              .allocation(read));
    }
    for (boolean read : new boolean[] {true, false}) {
      works.add(
          new Work(
                  "20 by metadata" + documents(read),
                  peer -> peer.contains(CompareData.contained(1 + random(1_000)), 100, read))
              .sample(peer -> peer.contains(CompareData.contained(7), 100, read))
              .allocation(read));
    }
    works.add(
        new Work(
                "stream " + thousands(settings.streamed()),
                peer -> peer.stream(CompareData.STREAM, true, () -> {}))
            .target(1.08));
    works.add(
        new Work(
                "append to 100 messages",
                peer -> {
                  peer.append(data.conversationId(), "user", "One more: " + random(1_000_000));
                  return 0;
                })
            .reset(
                bench ->
                    bench.sql(
                        "UPDATE lintel.conversations SET messages = "
                            + CompareData.messages(CompareData.MESSAGES)
                            + " WHERE metadata ->> 'channel' = 'mail'",
                        "VACUUM lintel.conversations")));
    works.add(
        new Work("1,000 messages", peer -> peer.conversation(data.longConversation()))
            .target(1.05));
    List<NewRow> rows = CompareData.newRows(settings.bulk());
    works.add(
        new Work("create " + thousands(settings.bulk()) + " at once", peer -> peer.bulkCreate(rows))
            .sample(peer -> peer.bulkCreate(rows) & 0)
            .target(0.95)
            .copies()
            .reset(Work::removeCreated));
    return works;
  }

  private static void list(List<Work> works, String name, String status) {
    for (boolean read : new boolean[] {true, false}) {
      works.add(new Work(name + documents(read), peer -> peer.list(status, read)).allocation(read));
    }
  }

  private static String documents(boolean read) {
    return read ? "" : ", documents not read";
  }

  private static String thousands(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static void removeCreated(Bench bench) throws SQLException {
    bench.sql(
        "DELETE FROM lintel.items WHERE status = 'created'",
        "VACUUM (INDEX_CLEANUP ON) lintel.items");
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static String status(String one, String other) {
    return random(2) == 0 ? one : other;
  }

  private Work threads(int threads) {
    this.threads = threads;
    return this;
  }

  private Work target(double target) {
    this.target = target;
    return this;
  }

  private Work allocation(boolean documentsRead) {
    this.allocationTarget = documentsRead ? 1.15 : 0.75;
    return this;
  }

  /** The same call for every peer, whose sums must agree. */
  private Work sample(ToLongFunction<Peer> sample) {
    this.sample = sample;
    return this;
  }

  private Work copies() {
    this.copies = true;
    return this;
  }

  private Work reset(Reset reset) {
    this.reset = reset;
    return this;
  }

  String name() {
    return name;
  }

  int threads() {
    return threads;
  }

  /** The most that Lintel may take, as a ratio to JDBC. */
  double target() {
    return target;
  }

  /** The most that Lintel may allocate, as a ratio to JDBC; NaN if none is set. */
  double allocationTarget() {
    return allocationTarget;
  }

  /** COPY creates, and does nothing else. */
  boolean isFor(String peer) {
    return copies || !peer.equals(Peers.COPY);
  }

  long call(Peer peer) {
    return call.applyAsLong(peer);
  }

  long sample(Peer peer) {
    return sample.applyAsLong(peer);
  }

  void reset(Bench bench) throws SQLException {
    reset.run(bench);
  }
}
