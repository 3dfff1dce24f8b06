package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.CopyPeer;
import dev.lintel.benchmark.peers.HibernatePeer;
import dev.lintel.benchmark.peers.JdbcPeer;
import dev.lintel.benchmark.peers.JdbiPeer;
import dev.lintel.benchmark.peers.JooqPeer;
import dev.lintel.benchmark.peers.LintelPeer;
import dev.lintel.benchmark.peers.MyBatisPeer;
import dev.lintel.benchmark.peers.Peer;
import dev.lintel.benchmark.peers.SpringDataJdbcPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/** The peers by their names, in the order of the report; the first is what others are held to. */
final class Peers {

  static final String JDBC = "JDBC";

  /** Shows what a difference of nothing looks like. */
  static final String JDBC_AGAIN = "JDBC again";

  static final String LINTEL = "Lintel";

  /** Creates only. */
  static final String COPY = "COPY";

  private static final Map<String, Function<DataSource, Peer>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(JDBC, pool -> new JdbcPeer(JDBC, pool));
    ALL.put(JDBC_AGAIN, pool -> new JdbcPeer(JDBC_AGAIN, pool));
    ALL.put(LINTEL, LintelPeer::new);
    ALL.put(COPY, CopyPeer::new);
    ALL.put("plain MyBatis", MyBatisPeer::new);
    ALL.put("JDBI", JdbiPeer::new);
    ALL.put("jOOQ", JooqPeer::new);
    ALL.put("Spring Data JDBC", SpringDataJdbcPeer::new);
    ALL.put("Hibernate", HibernatePeer::new);
  }

  private Peers() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  /** All but COPY. */
  static List<String> readers() {
    return ALL.keySet().stream().filter(name -> !name.equals(COPY)).toList();
  }

  static Peer open(String name, DataSource pool) {
    return ALL.get(name).apply(pool);
  }
}
