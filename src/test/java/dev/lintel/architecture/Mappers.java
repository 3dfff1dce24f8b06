package dev.lintel.architecture;

import dev.lintel.mapping.LintelMappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;

/** The mapper XML and what MyBatis makes of it. */
final class Mappers {

  static final Path FOLDER = Path.of("src/main/resources/mappers");

  private Mappers() {}

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Configuration configuration() {
    Configuration configuration = new Configuration();
    LintelMappers.install(configuration);
    return configuration;
  }

  /** Every statement once, by its full id. */
  static List<MappedStatement> statements() {
    Configuration configuration = configuration();
    return configuration.getMappedStatementNames().stream()
        .filter(name -> name.contains("."))
        .sorted()
        .map(configuration::getMappedStatement)
        .collect(Collectors.toList());
  }

  /** {@code items.findItemById}: the XML's name and the statement's id. */
  static String tag(MappedStatement statement) {
    String file = statement.getResource().replaceAll(".*/|\\.xml$", "");
    return file + statement.getId().substring(statement.getId().lastIndexOf('.'));
  }

  static String sql(MappedStatement statement) {
    return statement.getBoundSql(null).getSql();
  }
}
