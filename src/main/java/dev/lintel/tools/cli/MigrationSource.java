package dev.lintel.tools.cli;

import dev.lintel.migrations.Migrations;
import dev.lintel.tools.schema.Project;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The migrations that a command works with.
 *
 * @param name as a person knows them
 * @param project the files; empty if they are Lintel's own, in the jar
 * @param schema the schema that they run in
 * @param historyTable the table of their history, in that schema
 */
record MigrationSource(String name, Optional<Project> project, String schema, String historyTable) {

  Migrations over(DataSource dataSource) {
    return project
        .map(files -> files.over(dataSource))
        .orElseGet(() -> Migrations.over(dataSource).schema(schema).historyTable(historyTable));
  }

  /** The layout in a folder, with this schema and history table. */
  Project in(Path db) {
    return Project.in(db).inSchema(schema, historyTable);
  }
}
