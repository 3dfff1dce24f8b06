package dev.lintel.tools.mappers;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The mapper XML in a folder or a jar. */
final class MapperFiles {

  private MapperFiles() {}

  /**
   * @param source a folder, with all below it, or a jar
   * @param omissions gets what cannot be read
   * @return by name
   * @throws InvalidValueException if it is neither, or cannot be read
   */
  static List<MapperFile> read(Path source, List<Omission> omissions) {
    List<MapperFile> files = new ArrayList<>();
    contents(source)
        .forEach(
            (name, content) -> MapperFile.parse(name, content, omissions).ifPresent(files::add));
    return files;
  }

  private static Map<String, byte[]> contents(Path source) {
    try {
      return Files.isDirectory(source) ? inFolder(source) : inJar(source);
    } catch (IOException e) {
      throw new InvalidValueException(
          "mappers",
          "a folder or a jar that can be read",
          Text.visible(source.toString()) + " (" + e.getClass().getSimpleName() + ")",
          e);
    }
  }

  private static Map<String, byte[]> inFolder(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.toString().endsWith(".xml") && Files.isRegularFile(path)) {
          String name = folder.relativize(path).toString().replace('\\', '/');
          contents.put(name, Files.readAllBytes(path));
        }
      }
    }
    return contents;
  }

  private static Map<String, byte[]> inJar(Path jar) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".xml")) {
          contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return contents;
  }
}
