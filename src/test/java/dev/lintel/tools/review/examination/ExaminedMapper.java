package dev.lintel.tools.review.examination;

import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.review.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Statements of one mapper, written in a test, on a database as it stands. */
public final class ExaminedMapper {

  private ExaminedMapper() {}

  /**
   * @param folder gets the mapper
   * @param statements its elements
   * @return by name
   */
  public static List<Examined> examine(TestDatabase database, Path folder, String statements)
      throws SQLException {
    try {
      Files.writeString(
          folder.resolve("it.xml"),
          "<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\""
              + " \"http://mybatis.org/dtd/mybatis-3-mapper.dtd\">\n<mapper namespace=\"it\">"
              + statements.replace("<select ", "<select resultType=\"map\" ")
              + "</mapper>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    MapperSet mappers = MapperSet.read(folder, ExaminedMapper.class.getClassLoader());
    try (Connection connection = database.pool().getConnection()) {
      return Examination.of(
          mappers.statements(),
          database.pool()::getConnection,
          Catalog.read(connection),
          statement -> {});
    }
  }
}
