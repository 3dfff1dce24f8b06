package dev.lintel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Test;

/** What a DBA relies on in the mapper XML. */
class MapperXmlTest {

  @Test
  void mapperMethodsAreTheStatementIds() throws Exception {
    Set<String> methods = new TreeSet<>();
    for (Class<?> mapper : mappers()) {
      for (Method method : mapper.getDeclaredMethods()) {
        methods.add(mapper.getName() + "." + method.getName());
      }
    }
    Set<String> statements =
        Mappers.statements().stream()
            .map(MappedStatement::getId)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(statements).isNotEmpty().isEqualTo(methods);
  }

  @Test
  void everyStatementIsNamedAfterAnOperation() throws Exception {
    Set<String> operations = new TreeSet<>();
    for (String domain : List.of("parents.Parent", "items.Item", "conversations.Conversation")) {
      for (Method method :
          Class.forName("dev.lintel." + domain + "Operations").getDeclaredMethods()) {
        operations.add(method.getName());
      }
    }
    // second statements of one operation, each named for what it does
    operations.addAll(
        List.of("compareAndSetItemStatus", "listItems", "countMessages", "pageConversationsAfter"));
    assertThat(Mappers.statements())
        .allSatisfy(
            statement ->
                assertThat(operations).contains(statement.getId().replaceAll(".*\\.", "")));
  }

  @Test
  void everyResultMapBuilds() throws Exception {
    int built = 0;
    for (MappedStatement statement : Mappers.statements()) {
      for (ResultMap map : statement.getResultMaps()) {
        built += constructor(map, statement.getConfiguration());
      }
    }
    assertThat(built).isPositive();
  }

  /** The constructor that MyBatis would look for with the first row, and those of nested maps. */
  private int constructor(ResultMap map, Configuration configuration) throws Exception {
    List<Class<?>> types = new ArrayList<>();
    int built = 1;
    for (ResultMapping argument : map.getConstructorResultMappings()) {
      types.add(argument.getJavaType());
      if (argument.getNestedResultMapId() != null) {
        ResultMap nested = configuration.getResultMap(argument.getNestedResultMapId());
        assertThat(nested.getType()).isEqualTo(argument.getJavaType());
        built += constructor(nested, configuration);
      }
    }
    if (types.isEmpty()) {
      return 0; // a plain value such as a count
    }
    assertThat(map.getType().getDeclaredConstructor(types.toArray(new Class<?>[0]))).isNotNull();
    return built;
  }

  @Test
  void everyStatementBeginsWithItsTag() {
    assertThat(Mappers.statements())
        .allSatisfy(
            statement ->
                assertThat(Mappers.sql(statement).trim())
                    .startsWith("/* " + Mappers.tag(statement) + " */\n"));
  }

  @Test
  void equalSqlStandsOnce() {
    Map<String, String> seen = new HashMap<>();
    for (MappedStatement statement : Mappers.statements()) {
      String normalised =
          Mappers.sql(statement)
              .replaceAll("(?s)/\\*.*?\\*/", " ")
              .replaceAll("'[^']*'|\\b\\d+\\b", "?")
              .replaceAll("\\s+", " ")
              .trim();
      assertThat(seen.put(normalised, statement.getId())).as(statement.getId()).isNull();
    }
  }

  @Test
  void whatChangesRowsIsKnownToMyBatisAsAChange() {
    for (MappedStatement statement : Mappers.statements()) {
      String sql = Mappers.sql(statement);
      boolean writes =
          Pattern.compile("\\b(INSERT|UPDATE|DELETE)\\b\\s+(INTO|FROM|lintel)").matcher(sql).find();
      assertThat(statement.isDirtySelect()).as(statement.getId() + " affectData").isEqualTo(writes);
      // reads too: under a host's session-wide cache they would answer with old rows
      assertThat(statement.isFlushCacheRequired()).as(statement.getId()).isTrue();
    }
  }

  @Test
  void nothingIsSubstitutedOrSelectedByStar() throws IOException {
    for (Path file : Mappers.files()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("${")
          .doesNotContainPattern("(?i)(SELECT|RETURNING)\\s+(\\w+\\.)?\\*");
    }
  }

  /** Drivers before 42.2.28 make a line comment of it in simple query mode: CVE-2024-1597. */
  @Test
  void noMinusStandsBeforeAParameter() throws IOException {
    for (Path file : Mappers.files()) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("-\\s*#\\{");
    }
  }

  @Test
  void everyStatementSaysItsPurposeIndexRowsAndLocks() throws IOException {
    Pattern statement =
        Pattern.compile("<!--((?:(?!-->).)*)-->\\s*<select id=\"(\\w+)\"", Pattern.DOTALL);
    int commented = 0;
    for (Path file : Mappers.files()) {
      Matcher matcher = statement.matcher(Files.readString(file));
      while (matcher.find()) {
        assertThat(matcher.group(1))
            .as(matcher.group(2))
            .contains("Index: ", "Rows: ")
            .containsIgnoringCase("Locks: ");
        commented++;
      }
    }
    assertThat(commented).isEqualTo(Mappers.statements().size());
  }

  @Test
  void linesAreShortAndIndentedBySpaces() throws IOException {
    for (Path file : Mappers.files()) {
      assertThat(Files.readAllLines(file))
          .as(file.toString())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100).doesNotContain("\t"));
    }
  }

  @Test
  void handlersAreNamedOnBothSides() {
    for (MappedStatement statement : Mappers.statements()) {
      for (ParameterMapping parameter : statement.getBoundSql(null).getParameterMappings()) {
        Class<?> type = parameterType(statement, parameter.getProperty());
        if (!type.isPrimitive() && !type.getName().startsWith("java.lang.")) {
          assertThat(parameter.getTypeHandler().getClass().getName())
              .as(statement.getId() + " binds " + parameter.getProperty())
              .startsWith("dev.lintel.");
        }
      }
      for (ResultMap map : statement.getResultMaps()) {
        for (ResultMapping result : map.getResultMappings()) {
          if (result.getNestedResultMapId() == null
              && !result.getJavaType().getName().startsWith("java.lang.")) {
            assertThat(result.getTypeHandler().getClass().getName())
                .as(map.getId() + " reads " + result.getColumn())
                .startsWith("dev.lintel.");
          }
        }
      }
    }
  }

  @Test
  void tablesAreWrittenWithTheirSchema() {
    for (MappedStatement statement : Mappers.statements()) {
      assertThat(Mappers.sql(statement))
          .as(statement.getId())
          .doesNotContainPattern("\\b(FROM|JOIN|INTO|UPDATE)\\s+(items|parents|conversations)\\b");
    }
  }

  private static Class<?> parameterType(MappedStatement statement, String property) {
    String id = statement.getId();
    try {
      Class<?> mapper = Class.forName(id.substring(0, id.lastIndexOf('.')));
      for (Method method : mapper.getDeclaredMethods()) {
        if (!id.endsWith("." + method.getName())) {
          continue;
        }
        for (Parameter parameter : method.getParameters()) {
          Param name = parameter.getAnnotation(Param.class);
          if (name != null && name.value().equals(property)) {
            return parameter.getType();
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(id + " has no parameter " + property);
  }

  private static Set<Class<?>> mappers() throws ClassNotFoundException {
    Set<Class<?>> mappers = new LinkedHashSet<>();
    for (MappedStatement statement : Mappers.statements()) {
      String id = statement.getId();
      mappers.add(Class.forName(id.substring(0, id.lastIndexOf('.'))));
    }
    return mappers;
  }
}
