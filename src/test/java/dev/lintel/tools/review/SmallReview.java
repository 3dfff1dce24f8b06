package dev.lintel.tools.review;

import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.review.database.ReviewDatabase;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A review of a few lines: a schema, rows and one mapper. */
final class SmallReview {

  private SmallReview() {}

  /**
   * @param folder empty
   * @param statements the elements of a mapper
   */
  static Analysis of(TestDatabase test, Path folder, String schema, String rows, String statements)
      throws IOException {
    Path mappers = Files.createDirectory(folder.resolve("mappers"));
    Files.writeString(
        mappers.resolve("small.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
            "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
        <mapper namespace="small">
        %s
        </mapper>
        """
            .formatted(statements));
    Path schemaFile = Files.writeString(folder.resolve("schema.sql"), schema);
    Path volumeFile = Files.writeString(folder.resolve("volume.sql"), rows);
    Project project =
        Project.in(folder)
            .withFiles(schemaFile, volumeFile, folder.resolve("none"))
            .inSchema("shop", "none");
    MapperSet set = MapperSet.read(mappers, SmallReview.class.getClassLoader());
    try (ScratchServer server = ScratchServer.at(test.scratchUrl());
        ReviewDatabase database = ReviewDatabase.create(project, true, server, step -> {})) {
      return Analysis.of(set, true, database, Set.of(), step -> {});
    }
  }
}
