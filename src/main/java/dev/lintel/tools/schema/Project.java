package dev.lintel.tools.schema;

import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The files of one schema, laid out as under {@code db/}. A file need not be there; what needs one
 * says so.
 *
 * @param migrations the folder of the {@code V} scripts
 * @param undo the folder of their {@code U} twins
 * @param schemaFile the schema at head, on one page
 * @param volumeFile the rows to prove and plan on
 * @param rolesFile roles and grants
 * @param schema the schema that the migrations run in
 * @param historyTable the table of their history, in that schema
 */
public record Project(
    Path migrations,
    Path undo,
    Path schemaFile,
    Path volumeFile,
    Path rolesFile,
    String schema,
    String historyTable) {

  /** The layout of this project, in the folder {@code db}. */
  public static Project in(Path db) {
    return new Project(
        db.resolve("migrations"),
        db.resolve("undo"),
        db.resolve("schema.sql"),
        db.resolve("volume.sql"),
        db.resolve("roles.sql"),
        "lintel",
        "lintel_schema_history");
  }

  /** The same with the scripts of other folders. */
  public Project withScripts(Path otherMigrations, Path otherUndo) {
    return new Project(
        otherMigrations, otherUndo, schemaFile, volumeFile, rolesFile, schema, historyTable);
  }

  /** The same with other files beside the scripts. */
  public Project withFiles(Path otherSchema, Path otherVolume, Path otherRoles) {
    return new Project(
        migrations, undo, otherSchema, otherVolume, otherRoles, schema, historyTable);
  }

  /** The same in another schema, with another table for the history. */
  public Project inSchema(String otherSchema, String otherHistoryTable) {
    return new Project(
        migrations, undo, schemaFile, volumeFile, rolesFile, otherSchema, otherHistoryTable);
  }

  /** Its migrations, to run on a database. */
  public Migrations over(DataSource dataSource) {
    return Migrations.over(dataSource)
        .schema(schema)
        .locations("filesystem:" + migrations)
        .undoLocations("filesystem:" + undo)
        .historyTable(historyTable);
  }

  /**
   * Makes the roles of the roles file, if there is one, so that migrations may grant to them. On a
   * server that others use too it makes none.
   *
   * @throws dev.lintel.MigrationException if the file cannot be read, or a statement fails
   */
  public void makeRoles(ScratchServer server) {
    if (!server.isEmbedded() || !Files.exists(rolesFile)) {
      return;
    }
    try (ScratchDatabase any = server.create();
        Connection connection = any.connect()) {
      ScriptFile.run(connection, rolesFile, "public");
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  /** What its schema holds now, without the history. */
  public SchemaSnapshot snapshot(ScratchDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return snapshot(connection);
    }
  }

  /** The same of any database. */
  public SchemaSnapshot snapshot(Connection connection) throws SQLException {
    return SchemaSnapshot.read(connection, schema, Set.of(historyTable));
  }
}
