package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.MigrationFiles;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * One run: compares the migrations with schema.sql, and writes what leads from one to the other.
 */
final class Autogenerate {

  private static final int OLDEST_SERVER = 14;

  private static final String PARTITIONED =
      """
      SELECT quote_ident(c.relname) FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'p'
      """;

  private final Project project;
  private final ScratchServer server;
  private final String message;
  private final RevisionFiles files;
  private final String schemaSql;

  /** Refuses a message, and a file that cannot be read, before a database is made. */
  Autogenerate(Project project, ScratchServer server, String message) {
    RevisionFiles.description(message);
    this.project = project;
    this.server = server;
    this.message = message;
    this.files = RevisionFiles.of(project);
    MigrationFiles.refuseRepeatable(project);
    this.schemaSql = RevisionFiles.read(project.schemaFile());
  }

  RevisionResult run(boolean allowDanger) throws SQLException {
    try (ScratchDatabase before = server.create();
        ScratchDatabase target = server.create()) {
      requireVersion(before);
      project.over(before.dataSource()).upgrade();
      runSchemaFile(target);
      SchemaSnapshot old = project.snapshot(before);
      SchemaSnapshot aim = project.snapshot(target);
      Declarations declared = Declarations.of(schemaSql);
      try (ScratchDatabase renamed = before.copy()) {
        List<Rename> renames = rename(renamed, declared);
        Difference whole = difference(renamed, target);
        Difference difference = whole.tidied();
        if (difference.isEmpty() && renames.isEmpty()) {
          return withoutDifference(old, aim);
        }
        Draft draft =
            new Drafting(project, message, files, before, new RoundTrip(project, old, aim))
                .best(whole, renames, declared, names(renamed, PARTITIONED));
        if (!allowDanger) {
          DangerCheck.refuse(draft.dangers(), difference, schemaFile());
        }
        return new RevisionResult(
            files.write(draft.withLeftovers()),
            draft.dangers().stream().map(Danger::line).toList(),
            draft.findings());
      }
    }
  }

  private static void requireVersion(ScratchDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_SERVER) {
        throw new MigrationException(
            "autogenerate: expected a scratch server of PostgreSQL "
                + OLDEST_SERVER
                + " or newer, but it is "
                + version
                + "; name another with --scratch");
      }
    }
  }

  private void runSchemaFile(ScratchDatabase target) throws SQLException {
    try (Connection connection = target.connect()) {
      ScriptFile.run(connection, project.schemaFile(), project.schema());
    }
  }

  private List<Rename> rename(ScratchDatabase renamed, Declarations declared) throws SQLException {
    try (Connection connection = renamed.connect();
        Statement statement = connection.createStatement()) {
      ScriptFile.enter(connection, project.schema());
      statement.execute("DROP TABLE IF EXISTS " + Identifier.quoted(project.historyTable()));
      return new Renames(connection, project.schemaFile().toString()).apply(declared.annotations());
    }
  }

  private Difference difference(ScratchDatabase from, ScratchDatabase to) throws SQLException {
    Generator generator = new Generator(project.schema());
    String owner = names(from, "SELECT quote_ident(current_user)").iterator().next();
    return new Difference(
        Cleaning.of(generator.statements(from, to), project.schema(), owner),
        Cleaning.of(generator.statements(to, from), project.schema(), owner));
  }

  /** The generator may be blind to what the snapshot sees. */
  private RevisionResult withoutDifference(SchemaSnapshot old, SchemaSnapshot aim) {
    List<Finding> findings =
        RoundTrip.findings(
            "autogenerate-leftover", schemaFile(), "schema.sql", old.differences(aim));
    return new RevisionResult(List.of(), List.of(), findings);
  }

  private String schemaFile() {
    return project.schemaFile().getFileName().toString();
  }

  private static Set<String> names(ScratchDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect()) {
      return Set.copyOf(Query.list(connection, query, row -> row.getString(1)));
    }
  }
}
