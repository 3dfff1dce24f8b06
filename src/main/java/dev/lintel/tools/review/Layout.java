package dev.lintel.tools.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a project keeps what a review reads, if nobody says otherwise. */
public final class Layout {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Pattern MAPPER = Pattern.compile("<mapper\\s[^>]*\\bnamespace\\s*=");

  private Layout() {}

  /**
   * The folder of mapper XML: {@code src/main/resources/mappers}, or {@code src/main/resources} if
   * there is some anywhere below it.
   *
   * @param root of the project
   */
  public static Optional<Path> mappers(Path root) {
    Path resources = root.resolve(RESOURCES);
    Path own = resources.resolve("mappers");
    if (Files.isDirectory(own)) {
      return Optional.of(own);
    }
    return Files.isDirectory(resources) && holdsMappers(resources)
        ? Optional.of(resources)
        : Optional.empty();
  }

  private static boolean holdsMappers(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(file -> file.toString().endsWith(".xml")).anyMatch(Layout::isMapper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMapper(Path file) {
    try {
      // any encoding will do to find ASCII in it
      return Files.isRegularFile(file)
          && MAPPER.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes that mappers name: those beside them in a jar, else what Maven compiled. */
  static List<Path> classes(Path root, Path mappers) {
    Path classes = Files.isRegularFile(mappers) ? mappers : root.resolve(CLASSES);
    return Files.exists(classes) ? List.of(classes) : List.of();
  }
}
