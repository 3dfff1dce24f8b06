package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.benchmark.peers.Peer;
import java.net.URI;

/** A peer in a process of its own, over a pool of its own of the same settings for every peer. */
final class ChildPeer {

  private ChildPeer() {}

  /** One connection is made at once, as an application does; both stay open until the end. */
  static Peer open(String peer) {
    return Peers.open(
        peer, new HikariDataSource(config(URI.create(System.getenv(Child.URL_VARIABLE)))));
  }

  private static HikariConfig config(URI url) {
    String[] user = url.getUserInfo().split(":", 2);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath());
    config.setUsername(user[0]);
    config.setPassword(user.length > 1 ? user[1] : null);
    config.setMaximumPoolSize(Bench.POOL_SIZE);
    config.setMinimumIdle(1);
    return config;
  }
}
