package dev.lintel.tools.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lintel's own migrations, schema and rows as files, for checks that take a project's folder. */
final class OwnFiles implements AutoCloseable {

  private static final String RESOURCES = "/lintel/db";

  private final Path folder;
  private final Thread atExit = new Thread(this::delete);

  private OwnFiles(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit); // Ctrl-C
  }

  /** Copies them out of the jar; they go away with {@link #close}, or with the JVM. */
  static OwnFiles unpack() {
    try {
      OwnFiles files = new OwnFiles(Files.createTempDirectory("lintel-own-"));
      URI source = OwnFiles.class.getResource(RESOURCES).toURI();
      if (source.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
          files.copy(jar.getPath(RESOURCES));
        }
      } else {
        files.copy(Path.of(source));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e); // a class loader gives URLs that are URIs
    }
  }

  /** Laid out as {@code db/} is. */
  Path db() {
    return folder;
  }

  private void copy(Path source) throws IOException {
    for (Path from : list(source)) {
      Path to = folder.resolve(source.relativize(from).toString());
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }

  private void delete() {
    try {
      for (Path file : list(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    delete();
  }
}
