package dev.lintel.testing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.common.BaseDataSource;

/** What really goes over the sockets of a data source: round trips, and statements executed. */
public final class WireCounter implements AutoCloseable {

  private final String key = UUID.randomUUID().toString();
  private final AtomicLong roundTrips = new AtomicLong();
  private final AtomicLong statements = new AtomicLong();
  private final AtomicLong parses = new AtomicLong();

  public WireCounter() {
    CountingSocketFactory.COUNTERS.put(key, this);
  }

  /** Connections that the data source makes from now on are counted. */
  public void countOn(BaseDataSource driver) {
    driver.setSocketFactory(CountingSocketFactory.class.getName());
    driver.setSocketFactoryArg(key);
  }

  public void reset() {
    roundTrips.set(0);
    statements.set(0);
    parses.set(0);
  }

  /** Answers that were waited for. */
  public long roundTrips() {
    return roundTrips.get();
  }

  /** Executions that the server was asked for, BEGIN and COMMIT too, each row of a batch. */
  public long statements() {
    return statements.get();
  }

  /** Statements that the server was given to parse, and will plan. */
  public long parses() {
    return parses.get();
  }

  void parse() {
    parses.incrementAndGet();
  }

  void roundTrip() {
    roundTrips.incrementAndGet();
  }

  void statement() {
    statements.incrementAndGet();
  }

  @Override
  public void close() {
    CountingSocketFactory.COUNTERS.remove(key);
  }
}
