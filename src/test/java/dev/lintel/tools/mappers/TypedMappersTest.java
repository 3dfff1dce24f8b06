package dev.lintel.tools.mappers;

import static dev.lintel.tools.mappers.MapperFolder.labels;
import static dev.lintel.tools.mappers.MapperFolder.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.MappedStatement.Returns;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class TypedMappersTest {

  @TempDir Path folder;
  private MapperFolder mappers;

  @BeforeEach
  void layOut() {
    mappers = new MapperFolder(folder);
  }

  private MappedStatement select(String id, String body) throws IOException {
    return mappers.only(
        TypedMapper.NAME,
        "<select id='" + id + "'>SELECT 1" + body + "</select>",
        MapperFolder.TYPES);
  }

  private static List<Parameter> parameters(MappedStatement statement) {
    return statement.branches().get(0).parameters();
  }

  @Nested
  class Types {

    @Test
    void ofNamedParameters() throws IOException {
      MappedStatement statement = select("one", " #{name} #{at} #{n} #{param3}");
      assertThat(parameters(statement))
          .extracting(Parameter::name, Parameter::javaType, Parameter::isTyped)
          .containsExactly(
              tuple("name", "java.lang.String", true),
              tuple("at", "java.time.Instant", true),
              tuple("n", "java.lang.Long", true),
              tuple("param3", "java.lang.Long", true));
      assertThat(statement.returns()).isEqualTo(Returns.ONE);
    }

    @Test
    void ofPropertiesOfABean() throws IOException {
      MappedStatement statement =
          select("byQuery", " #{name} #{status} #{inner.day} #{ids[0]} #{_parameter.deep}");
      assertThat(parameters(statement))
          .extracting(Parameter::javaType)
          .containsExactly(
              "java.lang.String",
              TypedMapper.Status.class.getName(),
              "java.time.LocalDate",
              "java.util.UUID",
              "java.lang.Boolean");
      assertThat(statement.returns()).isEqualTo(Returns.MANY);
    }

    @Test
    void ofTheParameterTypeWithoutAMethod() throws IOException {
      MappedStatement statement =
          mappers.only(
              "t.Items",
              "<select id='x' parameterType='dev.lintel.tools.mappers.TypedMapper$Query'>"
                  + "SELECT #{size}</select>",
              MapperFolder.TYPES);
      assertThat(parameters(statement).get(0).javaType()).isEqualTo("java.lang.Integer");
      assertThat(statement.returns()).isEqualTo(Returns.UNKNOWN);
    }

    @Test
    void ofAnAlias() throws IOException {
      MappedStatement statement =
          mappers.only("<select id='x' parameterType='_long'>SELECT #{anything}</select>");
      assertThat(parameters(statement).get(0).sample()).isEqualTo(1L);
    }

    @Test
    void ofAParameterTypeThatIsNotWhatALoopGoesThrough() throws IOException {
      for (String type : List.of("Long", "String", "list", "java.util.List", "int[]")) {
        MappedStatement statement =
            mappers.only(
                "<delete id='x' parameterType='"
                    + type
                    + "'>DELETE FROM t WHERE id IN <foreach collection='array' item='id'"
                    + " separator=','>#{id}</foreach></delete>");
        assertThat(labels(statement)).containsExactly("array: 3", "array: 1", "array: 0");
      }
    }

    @Test
    void ofASingleValueUnderAnyName() throws IOException {
      MappedStatement statement =
          select("byName", " #{whatever}<if test='id != null'> b</if><if test='x == null'> c</if>");
      assertThat(parameters(statement).get(0).sample()).isEqualTo("x");
      assertThat(sql(statement)).containsExactly("SELECT 1 ? b", "SELECT 1 ? c");
    }

    @Test
    void ofASingleValueThatOnlyTheDriverKnows() throws IOException {
      MappedStatement statement = select("byId", " #{whatever}");
      assertThat(parameters(statement).get(0).sample()).isInstanceOf(UUID.class);
      assertThat(parameters(statement).get(0).isTyped()).isTrue();
    }

    @Test
    void ofTheItemsOfASingleList() throws IOException {
      for (String name : List.of("ids", "list", "collection")) {
        MappedStatement statement =
            select(
                "byIds",
                "<if test='list != null'><foreach collection='"
                    + name
                    + "' item='id'> #{id}</foreach></if>");
        assertThat(parameters(statement))
            .hasSize(3)
            .extracting(Parameter::javaType)
            .containsOnly("java.util.UUID");
        assertThat(labels(statement)).hasSize(3); // null is as none
      }
    }

    @Test
    void ofTheItemsOfAnArray() throws IOException {
      MappedStatement statement =
          select(
              "byArray",
              "<if test='array.length > 0'>"
                  + "<foreach collection='array' item='n' index='i'> #{n} #{i}</foreach></if>");
      assertThat(parameters(statement))
          .extracting(Parameter::sample)
          .containsExactly(1, 0, 1, 1, 1, 2);
      assertThat(statement.returns()).isEqualTo(Returns.MANY);
      assertThat(statement.notes()).isEmpty();
    }

    @Test
    void ofTheValuesOfAMapAreNotKnown() throws IOException {
      MappedStatement statement = select("byMap", " #{any}");
      assertThat(parameters(statement).get(0).isTyped()).isFalse();
      assertThat(statement.returns()).isEqualTo(Returns.MANY);
    }

    @Test
    void withoutAnyClassAreNotKnown() throws IOException {
      MappedStatement statement = mappers.only("<select id='x'>SELECT #{a}</select>");
      assertThat(parameters(statement)).containsExactly(new Parameter("a", null, null, null));
    }

    @Test
    void aStreamIsNoList() throws IOException {
      assertThat(select("cursor", "").returns()).isEqualTo(Returns.STREAM);
      assertThat(select("handled", "").returns()).isEqualTo(Returns.STREAM);
      assertThat(select("bounded", "").returns()).isEqualTo(Returns.MANY);
    }
  }

  @Nested
  class Values {

    @Test
    void areThoseThatLedThere() throws IOException {
      MappedStatement statement =
          select("one", "<if test='name == \"open\"'> a #{name}</if><if test='n > 5'> #{n}</if>");
      assertThat(statement.branches())
          .flatExtracting(Branch::parameters)
          .extracting(Parameter::sample)
          .contains("open", 6L)
          .doesNotContain("x", 5L);
    }

    @Test
    void ofAnEnumAreItsConstants() throws IOException {
      MappedStatement statement =
          select(
              "byQuery",
              "<choose><when test='status.name() == \"OPEN\"'> a</when>"
                  + "<when test='status.name() == \"DONE\"'> b</when>"
                  + "<otherwise> never</otherwise></choose>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
      assertThat(statement.notes()).isEmpty();
    }

    @Test
    void ofAnEnumThatIsNone() throws IOException {
      MappedStatement statement = select("byQuery", "<if test='status.name() == \"GONE\"'> a</if>");
      assertThat(statement.deadTests()).hasSize(1);
    }

    @Test
    void ofAPrimitiveAreNeverNull() throws IOException {
      MappedStatement statement = select("one", "<if test='n == null'> a</if>");
      assertThat(sql(statement)).containsExactly("SELECT 1");
      assertThat(statement.deadTests()).containsExactly("n == null");
    }

    @Test
    void ofDatesThatAreComparedAreDecidedFreely() throws IOException {
      MappedStatement statement = select("byQuery", "<if test='day lt inner.day'> a</if>");
      assertThat(statement.deadTests()).isEmpty();
      assertThat(statement.branches()).hasSize(2);
    }

    @Test
    void ofADateThatIsComparedWithTextFail() throws IOException {
      MappedStatement statement =
          select("byQuery", "<if test='day != null and day != \"\"'> a</if>");
      assertThat(statement.deadTests()).hasSize(1); // as it throws when it is called
    }

    @Test
    void ofTextThatIsComparedWithACharacterFail() throws IOException {
      MappedStatement statement =
          select("one", "<if test=\"name != null and name == 'A'\"> a</if>");
      assertThat(statement.deadTests()).hasSize(1);
    }

    @Test
    void areOfTheTypeThatIsKnown() throws IOException {
      MappedStatement statement =
          select("byQuery", "<if test='size != null and size != \"\"'> a #{size}</if>");
      assertThat(parameters(statement).get(0).sample()).isEqualTo(1);
      assertThat(labels(statement)).hasSize(2);
    }

    @Test
    void staticMethodsOfClassesThatAreThereDecide() throws IOException {
      MappedStatement statement =
          select("one", "<if test='@java.util.Objects@isNull(name)'> a</if>");
      assertThat(statement.branches()).hasSize(2); // null is not among the names that are tried
      assertThat(statement.notes()).hasSize(1);
    }
  }

  @Nested
  class Binding {

    private List<String> bound(TestDatabase database, Branch branch) throws SQLException {
      try (Connection connection = database.pool().getConnection();
          PreparedStatement statement = connection.prepareStatement(branch.sql())) {
        branch.bind(statement);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.add(rows.getMetaData().getColumnTypeName(i) + " " + rows.getString(i));
          }
          return values;
        }
      }
    }

    @Test
    void isTheHandlersOfMyBatis(TestDatabase database) throws IOException, SQLException {
      MappedStatement statement =
          select("byQuery", ", #{size}, #{name}, #{status}, #{day}, #{ids[0]}, #{deep}");
      assertThat(bound(database, statement.branches().get(0)))
          .containsExactly(
              "int4 1",
              "int4 1",
              "varchar x",
              "varchar OPEN",
              "date 2024-01-01",
              "uuid 00000000-0000-0000-0000-000000000001",
              "bool t");
    }

    @Test
    void isTheHandlerThatIsNamed(TestDatabase database) throws IOException, SQLException {
      MappedStatement statement =
          select(
              "handled",
              ", #{money,typeHandler=dev.lintel.tools.mappers.TypedMapper$MoneyHandler}");
      assertThat(bound(database, statement.branches().get(0)))
          .containsExactly("int4 1", "numeric 1");
    }

    @Test
    void ofAHandlerTellsTheTypeWhereNothingElseDoes() throws IOException {
      MappedStatement statement =
          mappers.only(
              "t.Items",
              "<select id='x'>SELECT"
                  + " #{m,typeHandler=dev.lintel.tools.mappers.TypedMapper$MoneyHandler}</select>",
              MapperFolder.TYPES);
      assertThat(parameters(statement).get(0).sample()).isInstanceOf(TypedMapper.Money.class);
    }

    @Test
    void ofWhatNobodyBindsIsNotKnown() throws IOException {
      MappedStatement statement = select("handled", " #{money}");
      assertThat(parameters(statement).get(0).isTyped()).isFalse();
      assertThat(statement.notes()).singleElement().asString().contains("no type handler");
    }

    @Test
    void byAHandlerThatIsNotThereIsNotKnown() throws IOException {
      MappedStatement statement = select("one", " #{name,typeHandler=no.such.Handler}");
      assertThat(parameters(statement).get(0).isTyped()).isFalse();
      assertThat(statement.notes()).singleElement().asString().contains("no.such.Handler");
    }

    @Test
    void withAJdbcTypeThatIsNone() throws IOException {
      MappedStatement statement = select("one", " #{name,jdbcType=NOSUCH}");
      assertThat(statement.notes()).singleElement().asString().contains("NOSUCH");
    }

    @Test
    void ofUnknownTypesLetsTheServerInferThem(TestDatabase database)
        throws IOException, SQLException {
      MappedStatement statement =
          mappers.only("<select id='x'>SELECT #{a}::int8, #{javaType,javaType=int}</select>");
      assertThat(bound(database, statement.branches().get(0)))
          .containsExactly("int8 null", "int4 1");
    }
  }

  @Nested
  class OurMappers {

    private MapperSet read() throws IOException {
      URL classes = Path.of("target/classes").toUri().toURL();
      try (URLClassLoader types = new URLClassLoader(new URL[] {classes}, MapperFolder.TYPES)) {
        return MapperSet.read(Path.of("src/main/resources/mappers"), types);
      }
    }

    @Test
    void areFullyTyped() throws IOException {
      MapperSet ours = read();
      assertThat(ours.omissions()).isEmpty();
      assertThat(ours.statements()).hasSizeGreaterThan(20);
      for (MappedStatement statement : ours.statements()) {
        assertThat(statement.notes()).as(statement.name()).isEmpty();
        assertThat(statement.returns()).as(statement.name()).isNotEqualTo(Returns.UNKNOWN);
        assertThat(statement.branches())
            .as(statement.name())
            .isNotEmpty()
            .flatExtracting(Branch::parameters)
            .allMatch(Parameter::isTyped);
      }
    }

    @Test
    void areBoundAsTheyAreWritten(TestDatabase database) throws IOException, SQLException {
      try (Connection connection = database.pool().getConnection()) {
        for (MappedStatement statement : read().statements()) {
          for (Branch branch : statement.branches()) {
            try (PreparedStatement prepared = connection.prepareStatement(branch.sql())) {
              branch.bind(prepared);
              assertThat(prepared.getParameterMetaData().getParameterCount())
                  .isEqualTo(branch.parameters().size());
            }
          }
        }
      }
    }
  }
}
