package dev.lintel.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of two migrations, laid out like this one, for a test to spoil. */
final class SmallProject {

  private final Path folder;

  private SmallProject(Path folder) {
    this.folder = folder;
  }

  static SmallProject in(Path folder) throws IOException {
    SmallProject project = new SmallProject(folder);
    project.write(
        "db/migrations/V001__create_shops.sql", "CREATE TABLE shops (id int NOT NULL);\n");
    project.write("db/undo/U001__create_shops.sql", "DROP TABLE shops;\n");
    project.write(
        "db/migrations/V002__name_shops.sql", "ALTER TABLE shops ADD COLUMN name text;\n");
    project.write("db/undo/U002__name_shops.sql", "ALTER TABLE shops DROP COLUMN name;\n");
    project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL, name text);\n");
    return project;
  }

  Path folder() {
    return folder;
  }

  void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void delete(String file) throws IOException {
    Files.delete(folder.resolve(file));
  }
}
