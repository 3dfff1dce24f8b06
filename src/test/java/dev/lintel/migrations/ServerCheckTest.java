package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/**
 * Which servers the migrations run on. With {@code -Dembedded-postgres-binaries.version=12.22.0} it
 * is one that they do not.
 */
class ServerCheckTest {

  @Test
  void anEmbeddedServerIsTakenUnlessItIsTooOld() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start();
        Database database = Database.connect(server.url())) {
      Migrations migrations = Migrations.over(database.dataSource());
      if (major(database) >= 13) {
        assertThat(migrations.upgrade().getVersion()).contains("003");
        return;
      }
      for (Runnable command :
          new Runnable[] {
            migrations::upgrade,
            migrations::current,
            migrations::history,
            migrations::pending,
            () -> migrations.downgradeTo("base"),
            () -> migrations.stamp("1"),
            () -> migrations.scripts().upgrade()
          }) {
        assertThatThrownBy(command::run)
            .isInstanceOf(MigrationException.class)
            .hasMessageMatching("server: expected PostgreSQL 13 or newer, but it is 12\\..*");
      }
      try (Connection connection = database.dataSource().getConnection()) {
        assertThat(SchemaCatalog.exists(connection, "lintel")).isFalse();
      }
    }
  }

  private static int major(Database database) throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      return connection.getMetaData().getDatabaseMajorVersion();
    }
  }
}
