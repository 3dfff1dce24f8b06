package dev.lintel.faults;

/** A primary and a standby that it waits for: it acknowledges what both have written down. */
final class Replication implements AutoCloseable {

  private final OwnServer first = OwnServer.create("first");
  private final OwnServer second = OwnServer.create("second");

  private Replication() {}

  /** Returns once the standby follows. */
  static Replication start() {
    Replication replication = new Replication();
    try {
      replication.first.configure("synchronous_standby_names", "*").start();
      replication.second.follow(replication.first).start();
      replication.first.awaitTrue(
          "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')");
    } catch (RuntimeException | Error e) {
      replication.close();
      throw e;
    }
    return replication;
  }

  /** The primary, as long as it lives. */
  OwnServer first() {
    return first;
  }

  OwnServer second() {
    return second;
  }

  /** Both hosts, and whichever takes writes. */
  String url() {
    return "postgresql://postgres@"
        + first.address()
        + ","
        + second.address()
        + "/postgres?targetServerType=primary&hostRecheckSeconds=1";
  }

  @Override
  public void close() {
    try {
      second.close();
    } finally {
      first.close();
    }
  }
}
