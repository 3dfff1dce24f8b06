package dev.lintel.tools.schema.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The queries on the catalog, one file a kind of object, beside this class. */
final class SnapshotQueries {

  static final List<String> ALL =
      Stream.of(
              "tables",
              "columns",
              "constraints",
              "indexes",
              "sequences",
              "types",
              "functions",
              "triggers",
              "policies",
              "rules",
              "statistics",
              "operators",
              "texts",
              "publications",
              "comments",
              "owners",
              "privileges")
          .map(kind -> text("scope.sql") + text(kind + ".sql"))
          .toList();

  private SnapshotQueries() {}

  private static String text(String file) {
    try (InputStream in = SnapshotQueries.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": not beside " + SnapshotQueries.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
