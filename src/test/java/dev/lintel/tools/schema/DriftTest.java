package dev.lintel.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lintel.MigrationException;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PostgresTest
class DriftTest {

  private static final Project OWN = Project.in(Path.of("db"));

  @Nested
  class ALiveDatabase {

    private TestDatabase scratch;
    private TestDatabase live;

    @BeforeEach
    void createLive(TestDatabase database) {
      scratch = database;
      live = database.createMigrated();
    }

    @AfterEach
    void dropLive() {
      live.close();
    }

    @Test
    void thatIsAsItsMigrationsMadeItHasNoDrift() {
      assertThat(drift())
          .extracting(Finding::severity, Finding::code)
          .containsExactly(tuple(Severity.INFO, "privileges-not-compared"));
    }

    @Test
    void isOnlyRead() {
      live.execute(
          "ALTER DATABASE "
              + live.value("SELECT current_database()")
              + " SET default_transaction_read_only = on");
      live.pool().getHikariPoolMXBean().softEvictConnections();

      assertThat(drift()).extracting(Finding::code).containsExactly("privileges-not-compared");
    }

    @Test
    void thatSomebodyChangedByHandIsToldWhat() {
      live.execute("DROP INDEX lintel.ix_items_status; ALTER TABLE lintel.items ADD mine int");

      assertThat(drift())
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .extracting(Finding::code, Finding::where, Finding::what)
          .containsExactly(
              tuple(
                  "drift",
                  "column items.mine",
                  "expected none (migrations to 003), found integer (database)"),
              tuple(
                  "drift",
                  "index ix_items_status",
                  "expected CREATE INDEX ix_items_status ON items USING btree (status)"
                      + " (migrations to 003), found none (database)"));
    }

    @Test
    void thatIsBehindIsComparedWithItsOwnVersion() {
      OWN.over(live.pool()).downgradeSteps(1);

      assertThat(drift())
          .extracting(Finding::severity, Finding::code, Finding::where, Finding::what)
          .contains(
              tuple(
                  Severity.WARNING,
                  "behind",
                  "version 002",
                  "pending V003__create_conversations.sql"))
          .noneMatch(finding -> finding.toList().contains(Severity.ERROR));
    }

    @Test
    void thatHasNoMigrationsIsRefused() {
      live.execute("DROP SCHEMA lintel CASCADE");

      assertThatThrownBy(this::drift)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("schema lintel: no migration is applied there");
    }

    private List<Finding> drift() {
      try (ScratchServer server = ScratchServer.at(scratch.url())) {
        return Drift.run(OWN, server, live.pool());
      }
    }
  }

  /** On a server of its own, since the roles are the whole server's. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithTheRoles {

    private ScratchServer server;
    private ScratchDatabase live;

    @BeforeAll
    void startServer() throws SQLException {
      server = ScratchServer.embedded();
      live = server.create();
      runRoles();
      try (Database owner = Database.connect(live.url() + "?options=-c%20role=lintel_owner")) {
        OWN.over(owner.dataSource()).upgrade();
      }
      runRoles();
    }

    private void runRoles() throws SQLException {
      try (Connection connection = live.connect()) {
        ScriptFile.run(connection, OWN.rolesFile(), "public");
      }
    }

    @AfterAll
    void stopServer() {
      live.close();
      server.close();
    }

    @Test
    void grantsAndOwnersAreComparedToo() throws SQLException {
      assertThat(Drift.run(OWN, server, live.dataSource())).isEmpty();

      execute(
          "REVOKE UPDATE ON lintel.items FROM lintel_app;"
              + " ALTER TABLE lintel.parents OWNER TO postgres");

      assertThat(Drift.run(OWN, server, live.dataSource()))
          .extracting(Finding::code, Finding::where, Finding::what)
          .containsExactly(
              tuple(
                  "drift",
                  "owner table parents",
                  "expected none (migrations to 003), found postgres (database)"),
              tuple(
                  "drift",
                  "privilege table items for lintel_app",
                  "expected DELETE, INSERT, SELECT, UPDATE (migrations to 003),"
                      + " found DELETE, INSERT, SELECT (database)"));
    }

    private void execute(String sql) throws SQLException {
      try (Connection connection = live.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
