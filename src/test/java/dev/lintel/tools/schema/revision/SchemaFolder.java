package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a schema in a temporary folder. */
record SchemaFolder(Path db) {

  /** With one migration, and where to. */
  static SchemaFolder of(Path db, String migration, String schema) {
    SchemaFolder folder = new SchemaFolder(db);
    try {
      Files.createDirectories(db.resolve("undo"));
      Files.createDirectories(db.resolve("migrations"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.write("migrations/V001__before.sql", migration);
    folder.write("schema.sql", schema);
    return folder;
  }

  Project project() {
    return Project.in(db);
  }

  SchemaSnapshot snapshot(ScratchDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return project().snapshot(connection);
    }
  }

  void write(String file, String text) {
    try {
      Files.writeString(db.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All scripts, by name. */
  List<String> scripts() {
    try (Stream<Path> files = Files.walk(db)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[VU]\\d.*\\.sql"))
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
