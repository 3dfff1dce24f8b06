package dev.lintel.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose migrations grant to roles of its own, on a server that has none. */
class ProjectTest {

  private static final String TABLE =
      "CREATE TABLE goods (id int); GRANT SELECT ON goods TO shop_reader;";

  @Test
  void makesTheRolesThatItsMigrationsGrantTo(@TempDir Path db) throws IOException {
    Project project = Project.in(db);
    Files.createDirectories(project.migrations());
    Files.createDirectories(project.undo());
    Files.writeString(project.migrations().resolve("V1__goods.sql"), TABLE);
    Files.writeString(project.undo().resolve("U1__goods.sql"), "DROP TABLE goods;");
    Files.writeString(project.schemaFile(), TABLE);
    try (ScratchServer server = ScratchServer.embedded()) {
      project.makeRoles(server); // there is no file yet
      assertThatThrownBy(() -> SchemaCheck.run(project, server))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("role \"shop_reader\" does not exist");

      Files.writeString(project.rolesFile(), "CREATE ROLE shop_reader;");
      project.makeRoles(server);

      assertThat(SchemaCheck.run(project, server)).isEmpty();
      assertThatThrownBy(() -> project.makeRoles(server))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("roles.sql:1")
          .hasMessageContaining("already exists");
    }
  }
}
