package dev.lintel.tools.review.approval;

import dev.lintel.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of approvals on disk. What does not end with {@code .plan} is none of them. */
record PlanFolder(Path path) {

  /**
   * The text of each by its path below the folder; empty if there is no folder.
   *
   * @throws InvalidValueException if one is no file, or not UTF-8
   */
  Map<String, String> read() {
    Map<String, String> texts = new TreeMap<>();
    if (!Files.exists(path)) {
      return texts;
    }
    if (!Files.isDirectory(path)) {
      throw new InvalidValueException(path.toString(), "a folder of approved plans", "a file");
    }
    try (Stream<Path> tree = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        if (!file.equals(path) && file.toString().endsWith(FileNames.SUFFIX)) {
          texts.put(path.relativize(file).toString().replace('\\', '/'), text(file));
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidValueException(file.toString(), "a file of approved plans", "a folder");
    }
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new InvalidValueException(
          file.toString(),
          "text in UTF-8",
          "something else; restore it, or remove it and approve anew",
          e);
    } catch (AccessDeniedException e) {
      throw new InvalidValueException(
          file.toString(), "a file that can be read", "one that cannot; look at its rights", e);
    }
  }

  /** Nobody ever sees half a file: it is moved into its place. */
  void write(String name, String text) {
    Path file = path.resolve(name);
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.writeString(temporary, text);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its folder goes too, if nothing else is in it. */
  void delete(String name) {
    Path file = path.resolve(name);
    try {
      Files.deleteIfExists(file);
      for (Path folder = file.getParent();
          !folder.equals(path) && isEmpty(folder);
          folder = folder.getParent()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }
}
