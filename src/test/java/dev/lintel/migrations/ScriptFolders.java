package dev.lintel.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Migrations that a test writes: {@code V} scripts in one folder, {@code U} scripts in another. */
final class ScriptFolders {

  private final Path migrations;
  private final Path undo;

  ScriptFolders(Path folder) {
    this.migrations = folder.resolve("migrations");
    this.undo = folder.resolve("undo");
    try {
      Files.createDirectories(migrations);
      Files.createDirectories(undo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pair; without an undo script if that is null. */
  ScriptFolders add(String name, String up, String down) {
    write(migrations.resolve("V" + name + ".sql"), up);
    if (down != null) {
      write(undo.resolve("U" + name + ".sql"), down);
    }
    return this;
  }

  Path migration(String name) {
    return migrations.resolve("V" + name + ".sql");
  }

  Path undo(String name) {
    return undo.resolve("U" + name + ".sql");
  }

  String location() {
    return "filesystem:" + migrations;
  }

  Migrations over(DataSource dataSource) {
    return Migrations.over(dataSource)
        .schema("shop")
        .locations(location())
        .undoLocations("filesystem:" + undo)
        .historyTable("shop_history");
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
