package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.util.UUID;

/** {@code FirstRow <peer> <url> <id>}: all that a process does until it has read one item. */
final class FirstRow {

  /** What the line begins with that tells the item's sum. */
  static final String ROW = "row ";

  private FirstRow() {}

  public static void main(String[] arguments) {
    // left open on purpose: the process is over once the row is there
    HikariDataSource pool = new HikariDataSource(config(URI.create(arguments[1])));
    long sum = Peers.open(arguments[0], pool).findById(UUID.fromString(arguments[2]));
    System.out.println(ROW + sum);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** The same pool for every peer; one connection is made at the start, as an application does. */
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
