package dev.lintel.session;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws a connection out of its pool, if that is a HikariCP, Lintel's or the caller's: by itself
 * it does so for lost connections only. Apart from {@link Pool}, which cannot be linked without
 * HikariCP.
 */
final class Eviction {

  private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);

  private Eviction() {}

  /**
   * @param connection about to be given back: if it were first, somebody might have it again
   */
  static void evict(DataSource dataSource, Connection connection) {
    try {
      if (dataSource instanceof HikariDataSource) {
        ((HikariDataSource) dataSource).evictConnection(connection);
        LOG.info("connection thrown out of the pool: its server is a standby");
      }
    } catch (NoClassDefFoundError e) {
      LOG.debug("no HikariCP on the class path, so this is no pool of its kind", e);
    }
  }
}
