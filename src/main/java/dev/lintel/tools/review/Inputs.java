package dev.lintel.tools.review;

import dev.lintel.InvalidValueException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.text.Text;
import dev.lintel.tools.review.ReviewOptions.Source;
import dev.lintel.tools.schema.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a review is given, looked at before anything takes time. Paths are from the root. */
record Inputs(Path root) {

  /** A name of the project for people. */
  String name() {
    Path folder = root.toAbsolutePath().normalize();
    return folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
  }

  /**
   * @param given null for the layout's
   */
  Path mappers(Path given) {
    if (given == null) {
      return Layout.mappers(root)
          .orElseThrow(
              () ->
                  new InvalidValueException(
                      "mappers",
                      "mapper XML in src/main/resources/mappers or src/main/resources, or --mappers",
                      "none"));
    }
    return existing("mappers", "a folder or a jar", given);
  }

  List<Path> classpath(List<Path> given) {
    return given.stream().map(path -> existing("classpath", "folders and jars", path)).toList();
  }

  private Path existing(String field, String expected, Path given) {
    Path path = root.resolve(given);
    if (!Files.isReadable(path)) {
      throw refused(field, expected + " to read", given, "which is not there");
    }
    return path;
  }

  Path writable(String field, Path given) {
    Path path = root.resolve(given);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw refused(field, "a folder", given, "which is a file");
    }
    return path;
  }

  void requireSchema(Project project, Source source) {
    SchemaName.check(project.schema());
    if (source == Source.MIGRATIONS && !Files.isDirectory(project.migrations())) {
      throw refused(
          "migrations", "a folder of V scripts", project.migrations(), "which is not there");
    }
    if (source == Source.SCHEMA_FILE && !Files.isRegularFile(project.schemaFile())) {
      throw refused("schema file", "a file", project.schemaFile(), "which is not there");
    }
  }

  private static InvalidValueException refused(
      String field, String expected, Path given, String problem) {
    return new InvalidValueException(
        field, expected, Text.visible(given.toString()) + ", " + problem);
  }
}
