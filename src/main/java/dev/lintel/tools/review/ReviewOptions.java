package dev.lintel.tools.review;

import dev.lintel.tools.schema.Project;
import java.nio.file.Path;
import java.util.List;

/**
 * What is reviewed. All files that it names are there, save those of {@code project} that {@code
 * source} does not need.
 *
 * @param mappers a folder or jar
 * @param classpath folders and jars with the types that the mappers name; empty if none are known
 * @param project the files of the schema, its rows and roles
 * @param source where the schema comes from
 * @param databaseUrl null unless that is a database as it stands
 * @param scratchUrl the server for scratch databases; null for one that starts for the review
 */
record ReviewOptions(
    Path mappers,
    List<Path> classpath,
    Project project,
    Source source,
    String databaseUrl,
    String scratchUrl) {

  /** Where the schema comes from. */
  enum Source {
    MIGRATIONS,
    SCHEMA_FILE,
    /** A database with rows of its own. Nothing is written there. */
    DATABASE
  }
}
