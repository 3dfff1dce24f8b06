package dev.lintel.tools.mappers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mapper XML of a test. */
final class MapperFolder {

  static final ClassLoader TYPES = MapperFolder.class.getClassLoader();

  private final Path folder;

  MapperFolder(Path folder) {
    this.folder = folder;
  }

  MapperFolder with(String file, String namespace, String body) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
            "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
        <mapper namespace="%s">
        %s
        </mapper>
        """
            .formatted(namespace, body));
    return this;
  }

  MapperSet read(ClassLoader types) {
    return MapperSet.read(folder, types);
  }

  /** The only statement of a mapper without classes. */
  MappedStatement only(String body) throws IOException {
    return only("t.Items", body, null);
  }

  MappedStatement only(String namespace, String body, ClassLoader types) throws IOException {
    MapperSet set = with("items.xml", namespace, body).read(types);
    if (set.statements().size() != 1 || !set.omissions().isEmpty()) {
      throw new AssertionError(set.statements() + " " + set.omissions());
    }
    return set.statements().get(0);
  }

  static List<String> labels(MappedStatement statement) {
    return statement.branches().stream().map(Branch::label).toList();
  }

  /** On one line each. */
  static List<String> sql(MappedStatement statement) {
    return statement.branches().stream()
        .map(branch -> branch.sql().replaceAll("\\s+", " ").strip())
        .toList();
  }
}
