package dev.lintel.tools.schema;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.PendingMigration;
import dev.lintel.session.Database;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** How a live database differs from what its own version's migrations add up to. */
public final class Drift {

  private final Project project;
  private final ScratchServer server;
  private final DataSource live;
  private final List<Finding> findings = new ArrayList<>();

  private Drift(Project project, ScratchServer server, DataSource live) {
    this.project = project;
    this.server = server;
    this.live = live;
  }

  /**
   * Reads the live database, in a read-only transaction, and compares it with a scratch database
   * that is upgraded to the same version. Grants and owners are compared if there is a file of
   * roles that may be run: on an embedded server, since roles belong to a whole server.
   *
   * @return {@code drift} for each difference, an error; {@code behind}, a warning, if migrations
   *     are pending; {@code privileges-not-compared} and {@code other-server-version} to know about
   * @throws MigrationException if no migration is applied there, or its version is none of the
   *     project's
   */
  public static List<Finding> run(Project project, ScratchServer server, DataSource live) {
    try {
      return new Drift(project, server, live).find();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  private List<Finding> find() throws SQLException {
    Migrations migrations = project.over(live);
    String version =
        migrations
            .current()
            .orElseThrow(
                () ->
                    new MigrationException(
                        "schema "
                            + project.schema()
                            + ": no migration is applied there; upgrade it, or stamp the version"
                            + " that it is at"));
    List<String> pending = migrations.pending().stream().map(PendingMigration::getScript).toList();
    if (!pending.isEmpty()) {
      add(
          Severity.WARNING,
          "behind",
          "version " + version,
          "pending " + String.join(", ", pending),
          "upgrade");
    }
    boolean privileges = server.isEmbedded() && Files.exists(project.rolesFile());
    try (ScratchDatabase scratch = server.create()) {
      if (privileges) {
        runRoles(scratch);
        upgradeAsOwner(scratch, version);
        runRoles(scratch);
      } else {
        project.over(scratch.dataSource()).upgrade(version);
        add(
            Severity.INFO,
            "privileges-not-compared",
            "grants and owners",
            server.isEmbedded()
                ? "there is no " + project.rolesFile()
                : "a scratch server that others use gets no roles",
            "");
      }
      compare(scratch, version, privileges);
    }
    return List.copyOf(findings);
  }

  private void runRoles(ScratchDatabase scratch) throws SQLException {
    try (Connection connection = scratch.connect()) {
      ScriptFile.run(connection, project.rolesFile(), "public");
    }
  }

  /** As the role that the roles give the schema to, so that the tables are its own. */
  private void upgradeAsOwner(ScratchDatabase scratch, String version) throws SQLException {
    String role = schemaOwner(scratch);
    String option =
        URLEncoder.encode("-c role=" + role, StandardCharsets.UTF_8).replace("+", "%20");
    String separator = scratch.url().contains("?") ? "&" : "?";
    try (Database owner = Database.connect(scratch.url() + separator + "options=" + option)) {
      project.over(owner.dataSource()).upgrade(version);
    }
  }

  /** Whoever is connected, if the roles leave it to the upgrade to make the schema. */
  private String schemaOwner(ScratchDatabase scratch) throws SQLException {
    try (Connection connection = scratch.connect()) {
      return Query.value(
          connection,
          """
          SELECT coalesce(
              (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?),
              current_user
          )
          """,
          project.schema());
    }
  }

  private void compare(ScratchDatabase scratch, String version, boolean privileges)
      throws SQLException {
    SchemaSnapshot expected;
    SchemaSnapshot found;
    try (Connection connection = scratch.connect();
        Connection liveConnection = live.getConnection()) {
      int expectedServer = connection.getMetaData().getDatabaseMajorVersion();
      int foundServer = liveConnection.getMetaData().getDatabaseMajorVersion();
      if (expectedServer != foundServer) {
        add(
            Severity.INFO,
            "other-server-version",
            "PostgreSQL " + foundServer,
            "compared with a scratch server of "
                + expectedServer
                + ", which may print the same thing otherwise",
            "name a scratch server of " + foundServer);
      }
      expected = project.snapshot(connection);
      found = readOnly(liveConnection);
    }
    if (!privileges) {
      expected = expected.withoutPrivileges();
      found = found.withoutPrivileges();
    }
    found
        .differences(expected)
        .forEach(
            difference ->
                add(
                    Severity.ERROR,
                    "drift",
                    difference.object(),
                    difference.what("migrations to " + version, "database"),
                    "write a migration for it, or take it back"));
  }

  /** One moment of a database that others change meanwhile, and no way to change it by mistake. */
  private SchemaSnapshot readOnly(Connection connection) throws SQLException {
    boolean readOnly = connection.isReadOnly();
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      return project.snapshot(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
      connection.setTransactionIsolation(isolation);
      connection.setReadOnly(readOnly);
    }
  }

  private void add(Severity severity, String code, String where, String what, String fix) {
    findings.add(new Finding(severity, code, where, what, fix));
  }
}
