package dev.lintel.tools.mappers;

import static dev.lintel.tools.mappers.MapperFolder.labels;
import static dev.lintel.tools.mappers.MapperFolder.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.mappers.MappedStatement.Returns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapperSetTest {

  @TempDir Path folder;
  private MapperFolder mappers;

  @BeforeEach
  void layOut() {
    mappers = new MapperFolder(folder);
  }

  private MapperSet read(String body) throws IOException {
    return mappers.with("items.xml", "t.Items", body).read(null);
  }

  private static Omission only(MapperSet set) {
    assertThat(set.omissions()).hasSize(1);
    return set.omissions().get(0);
  }

  @Nested
  class Statements {

    @Test
    void areSortedByName() throws IOException {
      mappers.with("b.xml", "t.B", "<select id='one'>SELECT 1</select>");
      MapperSet set =
          mappers
              .with(
                  "deep/a.xml",
                  "t.A",
                  "<select id='two'>SELECT 1</select><select id='one'>SELECT 1</select>")
              .read(null);
      assertThat(set.statements())
          .extracting(MappedStatement::name)
          .containsExactly("a.one", "a.two", "b.one");
      assertThat(set.statements().get(0).file()).isEqualTo("deep/a.xml");
    }

    @Test
    void ofTwoFilesWithOneNameAreBothThere() throws IOException {
      mappers.with("x/items.xml", "x.Items", "<select id='one'>SELECT 1</select>");
      MapperSet set =
          mappers.with("y/items.xml", "y.Items", "<select id='one'>SELECT 1</select>").read(null);
      assertThat(set.statements())
          .extracting(MappedStatement::name)
          .containsExactly("x.Items.one", "y.Items.one");
    }

    @Test
    void haveTheDefaultsOfMyBatis() throws IOException {
      MapperSet set =
          read(
              """
              <select id='a' fetchSize='100'>SELECT 1</select>
              <select id='b' affectData='true' flushCache='true'>SELECT 1</select>
              <update id='c'>UPDATE items SET id = 1</update>
              <delete id='d' flushCache='false'>DELETE FROM items</delete>
              """);
      assertThat(set.statements())
          .extracting(MappedStatement::affectsData)
          .containsExactly(false, true, true, true);
      assertThat(set.statements())
          .extracting(MappedStatement::flushesCache)
          .containsExactly(false, true, true, false);
      assertThat(set.statements())
          .extracting(MappedStatement::fetchSize)
          .containsExactly(100, null, null, null);
      assertThat(set.statements())
          .extracting(MappedStatement::kind)
          .containsExactly(Kind.SELECT, Kind.SELECT, Kind.UPDATE, Kind.DELETE);
    }

    @Test
    void haveTheCommentsAboveAndIn() throws IOException {
      MapperSet set =
          read(
              """
              <!-- Not this one. -->
              <sql id='c'>id</sql>
              <!-- Lists
                   all. -->
              <!-- Twice. -->
              <select id='a'>SELECT <!-- inside --> 1</select>
              <select id='b'>SELECT 1</select>
              """);
      assertThat(set.statements())
          .extracting(MappedStatement::comment)
          .containsExactly("Lists\nall.\nTwice.\ninside", "");
    }

    @Test
    void nameTheSelectsOfTheirRows() throws IOException {
      mappers.with(
          "base.xml",
          "t.Base",
          """
          <resultMap id='base' type='map'>
            <constructor><arg column='a' select='ofArg' javaType='int'/></constructor>
          </resultMap>
          """);
      MapperSet set =
          read(
              """
              <resultMap id='item' type='map' extends='t.Base.base'>
                <association property='p' column='p' select='t.Parents.find'/>
                <collection property='c'><association property='d' resultMap='inner'/></collection>
                <discriminator javaType='int' column='k'>
                  <case value='1' resultMap='inner'/>
                </discriminator>
              </resultMap>
              <resultMap id='inner' type='map' extends='item'>
                <collection property='e' column='e' select='list'/>
              </resultMap>
              <select id='a' resultMap='item'>SELECT 1</select>
              <select id='b' resultType='map'>SELECT 1</select>
              """);
      assertThat(set.statements().get(0).nestedSelects())
          .containsExactly("t.Base.ofArg", "t.Parents.find", "t.Items.list");
      assertThat(set.statements().get(1).nestedSelects()).isEmpty();
    }

    @Test
    void ofAKeyStandAlone() throws IOException {
      MapperSet set =
          read(
              """
              <insert id='add'>
                <!-- From the sequence. -->
                <selectKey keyProperty='id' resultType='long' order='BEFORE'>
                  SELECT nextval('ids')
                </selectKey>
                INSERT INTO items (id) VALUES (#{id})
              </insert>
              """);
      assertThat(set.statements())
          .extracting(MappedStatement::name)
          .containsExactly("items.add", "items.add!selectKey");
      MappedStatement key = set.statements().get(1);
      assertThat(key.kind()).isEqualTo(Kind.SELECT);
      assertThat(key.returns()).isEqualTo(Returns.ONE);
      assertThat(key.affectsData()).isFalse();
      assertThat(key.comment()).isEqualTo("From the sequence.");
      assertThat(sql(set.statements().get(0))).containsExactly("INSERT INTO items (id) VALUES (?)");
    }

    @Test
    void areReadFromAJar() throws IOException {
      Path jar = folder.resolve("some.jar");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
        zip.putNextEntry(new ZipEntry("lib/a.xml"));
        zip.write("<mapper namespace='a'><select id='x'>SELECT 1</select></mapper>".getBytes());
      }
      assertThat(MapperSet.read(jar, null).statements())
          .extracting(MappedStatement::name)
          .containsExactly("a.x");
    }
  }

  @Nested
  class Substitutions {

    @Test
    void thatAreDeclaredAreBranches() throws IOException {
      MappedStatement statement =
          mappers.only(
              """
              <!-- review: sort in (id, lower(name) desc)
                   review: direction in (asc) -->
              <select id='list'>SELECT 1 ORDER BY ${sort} ${ direction }</select>
              """);
      assertThat(labels(statement))
          .containsExactly("sort: id, direction: asc", "sort: lower(name) desc, direction: asc");
      assertThat(sql(statement))
          .containsExactly("SELECT 1 ORDER BY id asc", "SELECT 1 ORDER BY lower(name) desc asc");
      assertThat(statement.branches()).noneMatch(Branch::guessed);
      assertThat(statement.substitutions())
          .containsExactly(
              new Substitution("sort", List.of("id", "lower(name) desc")),
              new Substitution("direction", List.of("asc")));
    }

    @Test
    void thatAreNotDeclaredAreGuessed() throws IOException {
      MappedStatement statement =
          mappers.only(
              "<select id='list'>SELECT 1<if test='sort != null'> ORDER BY ${sort}</if></select>");
      assertThat(sql(statement)).containsExactly("SELECT 1 ORDER BY 1", "SELECT 1");
      assertThat(statement.branches()).extracting(Branch::guessed).containsExactly(true, false);
      assertThat(statement.substitutions().get(0).isDeclared()).isFalse();
    }

    @Test
    void areGuessedInTurn() throws IOException {
      mappers.with("a.xml", "a", "<select id='x'>SELECT ${a} ${b} ${a}</select>");
      MapperSet set = MapperSet.read(folder, null, List.of("1", ""));
      assertThat(sql(set.statements().get(0))).containsExactly("SELECT 1 1");
    }

    @Test
    void ofAConstantAreNone() throws IOException {
      MappedStatement statement =
          mappers.only("<select id='x'><bind name='t' value=\"'items'\"/>SELECT ${t}</select>");
      assertThat(statement.substitutions()).isEmpty();
      assertThat(sql(statement)).containsExactly("SELECT items");
      assertThat(statement.branches().get(0).guessed()).isFalse();
    }

    @Test
    void inALoopAreThere() throws IOException {
      MappedStatement statement =
          mappers.only(
              "<select id='x'>SELECT <foreach collection='l' item='i' separator=','>${i.c}"
                  + "</foreach></select>");
      assertThat(statement.substitutions()).containsExactly(new Substitution("i.c", List.of()));
      assertThat(sql(statement)).contains("SELECT 1 , 1 , 1");
    }

    @Test
    void thatAreDeclaredWrongAreTold() throws IOException {
      MappedStatement statement =
          mappers.only(
              """
              <!-- review: sort in (id, name
                   review: order in () -->
              <!-- review: colum in (a) -->
              <select id='x'>SELECT 1 ORDER BY ${sort}</select>
              """);
      assertThat(statement.notes())
          .hasSize(3)
          .anyMatch(note -> note.startsWith("review: expected sort in (text"))
          .anyMatch(note -> note.startsWith("review: expected order in (text"))
          .anyMatch(note -> note.contains("${colum} is declared but not in the statement"));
      assertThat(statement.branches()).allMatch(Branch::guessed);
    }
  }

  @Nested
  class Omissions {

    @Test
    void ofOtherDatabasesAreMeantSo() throws IOException {
      MapperSet set =
          read(
              """
              <select id='now' databaseId='oracle'>SELECT sysdate FROM dual</select>
              <select id='now' databaseId='pg'>SELECT now()</select>
              <select id='now'>SELECT 1</select>
              """);
      assertThat(set.statements()).hasSize(1);
      assertThat(sql(set.statements().get(0))).containsExactly("SELECT now()");
      assertThat(set.omissions()).hasSize(2).allMatch(Omission::expected);
    }

    @Test
    void ofWhatCannotBeRendered() throws IOException {
      for (String body :
          List.of(
              "<select id='x' statementType='CALLABLE'>{call p()}</select>",
              "<select id='x' lang='velocity'>#if(1) #end</select>",
              "<select id='x' parameterMap='p'>SELECT ?</select>",
              "<select id='x'>SELECT <include refid='no.such'/></select>",
              "<select id='x'>SELECT <unless test='a'/></select>",
              "<select id='x'>SELECT #{}</select>",
              "<sql id='a'><include refid='a'/></sql><select id='x'><include refid='a'/></select>")) {
        MapperSet set = read(body);
        assertThat(set.statements()).as(body).isEmpty();
        assertThat(only(set).where()).isEqualTo("items.xml x");
        assertThat(only(set).reason()).isNotBlank().doesNotContain("\n");
        assertThat(only(set).expected()).isFalse();
      }
    }

    @Test
    void ofTwins() throws IOException {
      mappers.with("copy.xml", "t.Items", "<select id='x'>SELECT 1</select>");
      MapperSet set = read("<select id='x'>SELECT 1</select>");
      assertThat(set.statements()).hasSize(1);
      assertThat(only(set).where()).isEqualTo("items.xml x");
    }

    @Test
    void ofFilesThatAreNoXml() throws IOException {
      Files.writeString(folder.resolve("a.xml"), "<mapper>\n<select>\n");
      Files.writeString(folder.resolve("beans.xml"), "<beans/>");
      MapperSet set = read("<select id='x'>SELECT 1</select>");
      assertThat(set.statements()).hasSize(1);
      assertThat(only(set).where()).isEqualTo("a.xml");
      assertThat(only(set).reason()).startsWith("is not XML, in line 3");
    }
  }

  @Nested
  class BadInput {

    @Test
    void whatIsNotThere() {
      assertThatThrownBy(() -> MapperSet.read(folder.resolve("nothing.jar"), null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("mappers: expected a folder or a jar");
    }

    @Test
    void whatIsNoJar() throws IOException {
      Path file = Files.writeString(folder.resolve("some.jar"), "text");
      assertThatThrownBy(() -> MapperSet.read(file, null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("some.jar");
    }
  }
}
