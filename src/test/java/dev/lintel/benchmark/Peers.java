package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.JdbcPeer;
import dev.lintel.benchmark.peers.LintelPeer;
import dev.lintel.benchmark.peers.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** The peers by their names, in the order of the report. */
final class Peers {

  /** The limit; the second one shows what a difference of nothing looks like. */
  static final String JDBC = "JDBC";

  static final String LINTEL = "Lintel";

  private static final Map<String, Function<DataSource, Peer>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(JDBC, pool -> new JdbcPeer(JDBC, pool));
    ALL.put("JDBC again", pool -> new JdbcPeer("JDBC again", pool));
    ALL.put(LINTEL, LintelPeer::new);
  }

  private Peers() {}

  static Map<String, Function<DataSource, Peer>> all() {
    return ALL;
  }

  static Peer open(String name, DataSource pool) {
    return ALL.get(name).apply(pool);
  }
}
