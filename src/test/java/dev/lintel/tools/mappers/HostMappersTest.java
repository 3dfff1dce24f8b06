package dev.lintel.tools.mappers;

import static dev.lintel.tools.mappers.MapperFolder.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.MappedStatement.Returns;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.binding.BindingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hosts pass, and the classes that they have: each is typed as MyBatis binds it. */
@PostgresTest
class HostMappersTest {

  @TempDir Path folder;
  private MapperFolder mappers;

  @BeforeEach
  void layOut() {
    mappers = new MapperFolder(folder.resolve("mappers"));
  }

  private MappedStatement statement(String id, String body) throws IOException {
    return mappers.only(
        HostMapper.NAME,
        "<select id='" + id + "'>SELECT 1" + body + "</select>",
        MapperFolder.TYPES);
  }

  /** The simple names of the types of the parameters of the first branch. */
  private static List<String> types(MappedStatement statement) {
    return statement.branches().get(0).parameters().stream()
        .map(parameter -> String.valueOf(parameter.javaType()).replaceFirst(".*[.$]", ""))
        .toList();
  }

  private static String loop(String collection, String body) {
    return "<foreach collection='" + collection + "' item='x' index='i'>" + body + "</foreach>";
  }

  @Nested
  class Types {

    @Test
    void ofRecords() throws IOException {
      MappedStatement statement = statement("row", " #{id} #{day} #{part.number} #{isOpen}");
      assertThat(types(statement)).containsExactly("UUID", "LocalDate", "Integer", "Boolean");
      assertThat(statement.returns()).isEqualTo(Returns.ONE); // an Optional
    }

    @Test
    void ofBeansThatFillATypeOfTheirBase() throws IOException {
      assertThat(
              types(
                  statement(
                      "order",
                      " #{key} #{version} #{open} #{xAxis} #{sizes.a} #{lines[0].number}")))
          .containsExactly("UUID", "Long", "Boolean", "Integer", "Integer", "Short");
    }

    @Test
    void ofTheItemsOfAListOfBeans() throws IOException {
      String loop = loop("lines", " #{x.number} #{x.product.key} #{i}");
      assertThat(types(statement("lines", loop)).subList(0, 3))
          .containsExactly("Short", "Long", "Integer");
      assertThat(types(statement("lines", loop("order.lines", " #{x.product.version}"))))
          .containsExactly("Long", "Long", "Long");
    }

    @Test
    void ofASet() throws IOException {
      for (String name : List.of("ids", "collection")) {
        assertThat(types(statement("sets", loop(name, " #{x}")))).containsOnly("UUID");
      }
    }

    @Test
    void ofWildcardsAndArraysOfArrays() throws IOException {
      assertThat(types(statement("wild", loop("ids", " #{x}")))).containsOnly("Number");
      MappedStatement nested =
          statement("wild", loop("arrays", "<foreach collection='x' item='y'> #{y}</foreach>"));
      assertThat(types(nested)).hasSize(9).containsOnly("Long");
    }

    @Test
    void ofParametersBehindThoseThatAreNotPassed() throws IOException {
      MappedStatement statement = statement("paged", " #{first} #{second} #{param1} #{param2}");
      assertThat(types(statement)).containsExactly("Integer", "String", "Integer", "String");
    }

    @Test
    void ofTheValuesOfMaps() throws IOException {
      assertThat(types(statement("counts", " #{sizes.small} #{rows.one.day}")))
          .containsExactly("Integer", "LocalDate");
      assertThat(types(statement("counts", loop("sizes", " #{x} #{i}"))).subList(0, 2))
          .containsExactly("Integer", "String");
    }

    @Test
    void ofWhatOnlyTheCallerKnowsAreNotKnown() throws IOException {
      MappedStatement statement = statement("any", loop("values", " #{x}") + " #{n}");
      assertThat(statement.branches())
          .flatExtracting(Branch::parameters)
          .extracting(Parameter::name, Parameter::isTyped)
          .containsOnly(tuple("x", false), tuple("n", true));
      assertThat(labels(statement)).containsExactly("values: 3", "values: 1", "values: 0");
    }

    @Test
    void ofOverloadedMethodsAreThoseOfTheLongerOne() throws IOException {
      assertThat(types(statement("twice", " #{name} #{day}")))
          .containsExactly("String", "LocalDate");
    }

    @Test
    void ofInheritedMethodsAreThoseOfTheMapper() throws IOException {
      assertThat(types(statement("inherited", loop("keys", " #{x}") + " #{like.part.number}")))
          .containsExactly("UUID", "UUID", "UUID", "Integer");
    }
  }

  @Nested
  class Names {

    private void bind(TestDatabase database, MappedStatement statement) throws SQLException {
      Branch branch = statement.branches().get(0);
      try (Connection connection = database.pool().getConnection();
          PreparedStatement prepared = connection.prepareStatement(branch.sql())) {
        branch.bind(prepared);
      }
    }

    @Test
    void thatAreNotPassedAreRefusedAsMyBatisDoes(TestDatabase database) throws IOException {
      for (String other : List.of("naem", "param4", "list", "first")) {
        MappedStatement statement = statement("lines", " #{" + other + "}");
        assertThatThrownBy(() -> bind(database, statement))
            .isInstanceOf(BindingException.class)
            .hasMessage(
                "parameter \"%s\" is not passed: expected one of lines, order".formatted(other));
      }
    }

    @Test
    void ofAListAreNotThoseOfASet(TestDatabase database) throws IOException {
      MappedStatement statement = statement("sets", " #{list[0]}");
      assertThatThrownBy(() -> bind(database, statement)).isInstanceOf(BindingException.class);
    }

    @Test
    void ofTestsThatAreNotPassedAreNoted() throws IOException {
      MappedStatement statement = statement("any", "<if test='m != null'> a</if>");
      assertThat(statement.notes())
          .containsExactly("parameter \"m\" is not passed: expected one of values, n");
    }

    @Test
    void thatAStatementMakesItselfArePassed(TestDatabase database)
        throws IOException, SQLException {
      MappedStatement statement =
          statement(
              "lines", "<bind name='made' value=\"'ab'\"/>, #{made}, #{_parameter.param2.version}");
      assertThat(types(statement).get(0)).isEqualTo("String");
      assertThat(statement.notes()).isEmpty();
    }

    @Test
    void ofOverloadedMethodsAreNotRefused(TestDatabase database) throws IOException, SQLException {
      bind(database, statement("twice", ", #{other}"));
    }

    @Test
    void thatAClassFileDoesNotHaveAreNumbered(TestDatabase database)
        throws IOException, SQLException {
      String source =
          """
          package host;
          public interface Plain {
            int two(org.apache.ibatis.session.RowBounds rows, long first, String second);
            int ids(java.util.List<Long> ids);
          }
          """;
      try (URLClassLoader types = CompiledTypes.of(folder, Map.of("host.Plain", source))) {
        MappedStatement two =
            mappers.only(
                "host.Plain", "<select id='two'>SELECT #{arg1}, #{param2}</select>", types);
        assertThat(types(two)).containsExactly("Long", "String");
        MappedStatement named =
            mappers.only("host.Plain", "<select id='two'>SELECT #{first}</select>", types);
        assertThatThrownBy(() -> bind(database, named)).isInstanceOf(BindingException.class);
        MappedStatement list =
            mappers.only(
                "host.Plain",
                "<select id='ids'>SELECT 1" + loop("list", ", #{x}") + "</select>",
                types);
        assertThat(types(list)).containsOnly("Long");
        bind(database, list);
      }
    }
  }

  @Nested
  class Annotations {

    @Test
    void areThoseOfTheMapperAndOfItsBase() throws IOException {
      Map<String, String> sources =
          Map.of(
              "host.Base",
              """
              package host;
              import org.apache.ibatis.annotations.*;
              public interface Base<T, K> {
                @Select("SELECT id FROM items WHERE id = #{id}")
                T byKey(@Param("id") K id);
              }
              """,
              "host.Items",
              """
              package host;
              import org.apache.ibatis.annotations.*;
              public interface Items extends Base<String, Long> {
                @Delete({"<script>DELETE FROM items WHERE id IN",
                  "<foreach collection='array' item='id' open='(' separator=',' close=')'>",
                  "#{id}</foreach></script>"})
                int drop(Long... ids);
              }
              """);
      try (URLClassLoader types = CompiledTypes.of(folder, sources)) {
        mappers.with("none.xml", "t.None", "");
        MapperSet set = mappers.read(types);
        assertThat(set.omissions()).isEmpty();
        assertThat(set.statements())
            .extracting(MappedStatement::name)
            .containsExactly("Items.byKey", "Items.drop");
        assertThat(types(set.statements().get(0))).containsExactly("Long");
        assertThat(types(set.statements().get(1))).containsExactly("Long", "Long", "Long");
        assertThat(labels(set.statements().get(1)))
            .containsExactly("array: 3", "array: 1", "array: 0");
      }
    }
  }

  @Nested
  class Handlers {

    private static final String ENUM =
        "package host; public enum Kind { A, B; public final int code = ordinal() + 7; }";
    private static final String MAPPER =
        "package host; public interface Kinds { int of(Kind kind); }";

    private String handler(String constructor) {
      return """
          package com.baomidou.mybatisplus.core.handlers;
          import java.sql.*;
          import org.apache.ibatis.type.*;
          public class CompositeEnumTypeHandler<E extends Enum<E>> extends BaseTypeHandler<E> {
            %s
            public void setNonNullParameter(PreparedStatement s, int i, E e, JdbcType t)
                throws SQLException {
              try {
                s.setObject(i, e.getClass().getField("code").get(e));
              } catch (ReflectiveOperationException x) {
                throw new IllegalStateException(x);
              }
            }
            public E getNullableResult(ResultSet r, String c) { return null; }
            public E getNullableResult(ResultSet r, int c) { return null; }
            public E getNullableResult(CallableStatement s, int c) { return null; }
          }
          """
          .formatted(constructor);
    }

    private Parameter kind(String handler) throws IOException {
      Map<String, String> sources =
          Map.of(
              "host.Kind",
              ENUM,
              "host.Kinds",
              MAPPER,
              "com.baomidou.mybatisplus.core.handlers.CompositeEnumTypeHandler",
              handler);
      try (URLClassLoader types = CompiledTypes.of(folder, sources)) {
        MappedStatement statement =
            mappers.only("host.Kinds", "<select id='of'>SELECT #{kind}</select>", types);
        return statement.branches().get(0).parameters().get(0);
      }
    }

    private String bound(TestDatabase database, Parameter parameter) throws SQLException {
      try (Connection connection = database.pool().getConnection();
          PreparedStatement prepared = connection.prepareStatement("SELECT ?")) {
        parameter.bind(prepared, 1);
        return prepared.getParameterMetaData().getParameterTypeName(1);
      }
    }

    @Test
    void ofAllEnumsAreThoseOfMyBatisPlus(TestDatabase database) throws Exception {
      Parameter kind = kind(handler("public CompositeEnumTypeHandler(Class<E> type) {}"));
      assertThat(bound(database, kind)).isEqualTo("int4");
    }

    @Test
    void ofAllEnumsThatCannotBeMadeAreNotTaken(TestDatabase database) throws Exception {
      Parameter kind = kind(handler("private CompositeEnumTypeHandler(int none) {}"));
      assertThat(bound(database, kind)).isEqualTo("varchar");
    }
  }

  @Nested
  class Aliases {

    @Test
    void thatOnlyTheHostRegistersLeaveParametersUntyped() throws IOException {
      MappedStatement statement =
          mappers.only(
              "host.Unknown",
              "<update id='x' parameterType='Dataset'>UPDATE t SET a ="
                  + " #{a,typeHandler=JsonHandler}, b = #{b,javaType=Kind,jdbcType=OTHER}"
                  + "<if test='c != null'>, c = #{c}</if></update>",
              MapperFolder.TYPES);
      assertThat(labels(statement)).hasSize(2);
      assertThat(statement.branches().get(0).parameters()).noneMatch(Parameter::isTyped);
      assertThat(statement.notes())
          .containsExactly("parameter \"a\": its type handler JsonHandler is not at hand");
    }
  }
}
