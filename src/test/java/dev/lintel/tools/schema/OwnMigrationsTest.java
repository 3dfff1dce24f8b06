package dev.lintel.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.proof.Proof;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files under db/, as a DBA would have them checked. */
@PostgresTest
class OwnMigrationsTest {

  private static final Project OWN = Project.in(Path.of("db"));

  @Test
  void addUpToSchemaSql(TestDatabase database) {
    try (ScratchServer server = ScratchServer.at(database.url())) {
      assertThat(SchemaCheck.run(OWN, server)).isEmpty();
    }
  }

  @Test
  void goUpDownAndUpWithAllRowsOfTheVolumeFile(TestDatabase database) {
    List<String> progress = new ArrayList<>();
    try (ScratchServer server = ScratchServer.at(database.url())) {
      assertThat(Proof.run(OWN, server, true, progress::add)).isEmpty();
    }
    assertThat(progress)
        .contains("V003__create_conversations.sql: items 300000 rows, parents 10000 rows");
  }
}
