package dev.lintel.tools.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that goes away, with all in it, with {@link #close}, or with the JVM. */
public final class ScratchFolder implements AutoCloseable {

  private final Path path;
  private final Thread atExit = new Thread(this::delete);

  private ScratchFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(atExit); // Ctrl-C
  }

  /**
   * @param prefix of its name, which nobody else has
   * @throws UncheckedIOException if the place for temporary files cannot be written
   */
  public static ScratchFolder create(String prefix) {
    try {
      return new ScratchFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  /**
   * Copies a folder with all below it, of a jar's file system too.
   *
   * @param name the copy's, below this folder; empty for this folder itself
   * @return the copy
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public Path copy(Path source, String name) {
    Path target = path.resolve(name);
    try {
      for (Path from : list(source, FileVisitOption.FOLLOW_LINKS)) {
        Path to = target.resolve(source.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each folder before what is in it. */
  private static List<Path> list(Path folder, FileVisitOption... options) throws IOException {
    try (Stream<Path> files = Files.walk(folder, options)) {
      return files.toList();
    }
  }

  private void delete() {
    try {
      for (Path file : list(path).stream().sorted(Comparator.reverseOrder()).toList()) {
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
