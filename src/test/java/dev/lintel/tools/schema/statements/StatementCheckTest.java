package dev.lintel.tools.schema.statements;

import static dev.lintel.tools.schema.Finding.Severity.ERROR;
import static dev.lintel.tools.schema.Finding.Severity.INFO;
import static dev.lintel.tools.schema.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class StatementCheckTest {

  private static final String DEPLOYED =
      """
      CREATE TABLE items (
          id bigint PRIMARY KEY,
          name varchar(50),
          status text,
          note text,
          parent_id bigint
      );
      CREATE TABLE parents (id bigint PRIMARY KEY, name text);
      CREATE FUNCTION price(item bigint) RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
      CREATE SEQUENCE item_ids;
      """;

  @TempDir Path folder;
  private Path mappers;
  private Path db;
  private ScratchServer server;

  @BeforeEach
  void layOut(TestDatabase database) throws IOException {
    server = ScratchServer.at(database.url());
    db = Files.createDirectories(folder.resolve("db"));
    mappers = Files.createDirectories(folder.resolve("mappers"));
    Files.createDirectories(db.resolve("migrations"));
    migration("V001__deployed.sql", DEPLOYED);
  }

  private void migration(String name, String sql) throws IOException {
    Files.writeString(db.resolve("migrations").resolve(name), sql);
  }

  private void mapper(String name, String body) throws IOException {
    Path file = mappers.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, xml(name.replaceAll(".*/|\\.xml", ""), body));
  }

  private static String xml(String namespace, String body) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
            "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
        <mapper namespace="%s">
        %s
        </mapper>
        """
        .formatted(namespace, body);
  }

  private List<Finding> check(String fromVersion) {
    return StatementCheck.run(Project.in(db), server, mappers, fromVersion);
  }

  /** What is said of a statement that was written for version 1, after one more migration. */
  private List<Finding> after(String sql, String statement) throws IOException {
    mapper("items.xml", statement);
    migration("V002__change.sql", sql);
    return check("1");
  }

  private List<Finding> atHead(String statement) throws IOException {
    mapper("items.xml", statement);
    return check(null);
  }

  private static Finding only(List<Finding> findings, Severity severity, String code) {
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).severity()).isEqualTo(severity);
    assertThat(findings.get(0).code()).isEqualTo(code);
    return findings.get(0);
  }

  private static String broken(List<Finding> findings) {
    return only(findings, ERROR, "statement-broken").what();
  }

  @Nested
  class OurMappers {

    private final Path ours = Path.of("src/main/resources/mappers");
    private final Project project = Project.in(Path.of("db"));

    @Test
    void allPrepareAtHead() {
      assertThat(StatementCheck.run(project, server, ours, null)).isEmpty();
    }

    @Test
    void allPrepareFromAJar() throws IOException {
      Path jar = folder.resolve("lintel-old.jar");
      try (OutputStream out = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (String name : List.of("parents.xml", "items.xml", "conversations.xml")) {
          zip.putNextEntry(new ZipEntry("lintel/mappers/" + name));
          zip.write(Files.readAllBytes(ours.resolve(name)));
        }
        zip.putNextEntry(new ZipEntry("META-INF/beans.xml"));
        zip.write("<beans/>".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(StatementCheck.run(project, server, jar, null)).isEmpty();
    }

    @Test
    void whatNeedsLaterTablesThanItStartsFromIsSilent() {
      assertThat(StatementCheck.run(project, server, ours, "1")).isEmpty();
    }

    @Test
    void areBrokenByADroppedColumn() throws IOException {
      for (String name :
          List.of(
              "V001__create_parents.sql",
              "V002__create_items.sql",
              "V003__create_conversations.sql")) {
        migration(name, Files.readString(Path.of("db/migrations", name)));
      }
      Files.delete(db.resolve("migrations/V001__deployed.sql"));
      migration("V004__drop.sql", "ALTER TABLE items DROP COLUMN description;");
      List<Finding> findings = StatementCheck.run(Project.in(db), server, ours, "3");
      assertThat(findings).extracting(Finding::code).containsOnly("statement-broken");
      assertThat(findings)
          .extracting(Finding::where)
          .contains("items.xml createItem", "items.xml getParentWithItemsById")
          .doesNotContain("items.xml deleteItem", "parents.xml findParentById");
    }
  }

  @Nested
  class Broken {

    private static final String LIST =
        "<select id='list' resultMap='no.such.Map'>SELECT id, note FROM items</select>";

    @Test
    void byADroppedColumn() throws IOException {
      List<Finding> findings = after("ALTER TABLE items DROP COLUMN note;", LIST);
      assertThat(broken(findings)).contains("column \"note\" does not exist");
      assertThat(findings.get(0).where()).isEqualTo("items.xml list");
      assertThat(findings.get(0).what()).doesNotContain("\n");
    }

    @Test
    void byARenamedColumn() throws IOException {
      assertThat(broken(after("ALTER TABLE items RENAME note TO remark;", LIST))).contains("note");
    }

    @Test
    void byADroppedTable() throws IOException {
      assertThat(broken(after("DROP TABLE items;", LIST)))
          .contains("relation \"items\" does not exist");
    }

    @Test
    void byAnotherTypeUnderACast() throws IOException {
      assertThat(
              broken(
                  after(
                      "ALTER TABLE items ALTER COLUMN parent_id TYPE text;",
                      """
                      <select id='list'>
                        SELECT id FROM items WHERE parent_id = #{parent,jdbcType=BIGINT}::bigint
                      </select>
                      """)))
          .contains("operator does not exist: text = bigint");
    }

    @Test
    void byAnotherSignatureOfAFunction() throws IOException {
      assertThat(
              broken(
                  after(
                      """
                      DROP FUNCTION price(bigint);
                      CREATE FUNCTION price(item bigint, day date) RETURNS numeric
                      LANGUAGE sql AS 'SELECT 1.0';
                      """,
                      "<select id='price'>SELECT price(#{id}::bigint)</select>")))
          .contains("price(bigint) does not exist");
    }

    @Test
    void inOneBranchOnly() throws IOException {
      String what =
          broken(
              after(
                  "ALTER TABLE items DROP COLUMN note;",
                  """
                  <select id='list'>
                    SELECT id FROM items
                    <where>
                      <if test='name != null'>AND name = #{name}</if>
                      <if test='note != null'>AND note = #{note}</if>
                    </where>
                  </select>
                  """));
      assertThat(what).startsWith("when note != null: ").contains("\"note\"");
    }

    @Test
    void inABranchOfABranch() throws IOException {
      assertThat(
              broken(
                  after(
                      "ALTER TABLE items DROP COLUMN note;",
                      """
                      <update id='set'>
                        UPDATE items
                        <set>
                          status = #{status},
                          <if test='deep'>
                            <trim prefix='name = #{name},'>
                              <if test='deeper'>note = #{note},</if>
                            </trim>
                          </if>
                        </set>
                        WHERE id = #{id}
                      </update>
                      """)))
          .startsWith("when deep, deeper: ");
    }

    @Test
    void inOtherwiseOnly() throws IOException {
      assertThat(
              broken(
                  after(
                      "ALTER TABLE items DROP COLUMN note;",
                      """
                      <select id='list'>
                        SELECT id FROM items ORDER BY
                        <choose>
                          <when test='by == 1'>name</when>
                          <when test='by == 2'>status</when>
                          <otherwise>note</otherwise>
                        </choose>
                      </select>
                      """)))
          .startsWith("when otherwise: ");
    }

    @Test
    void inASecondWhenOnly() throws IOException {
      assertThat(
              broken(
                  after(
                      "ALTER TABLE items DROP COLUMN note;",
                      """
                      <select id='list'>
                        SELECT id FROM items ORDER BY
                        <choose>
                          <when test='by == 1'>name</when>
                          <when test='by == 2'>note</when>
                          <otherwise>id</otherwise>
                        </choose>
                      </select>
                      """)))
          .startsWith("when by == 2: ");
    }

    @Test
    void inAForeach() throws IOException {
      broken(
          after(
              "ALTER TABLE items DROP COLUMN note;",
              """
              <insert id='add' parameterType='no.such.Type'>
                INSERT INTO items (id, note) VALUES
                <foreach collection='items' item='item' separator=','>
                  (#{item.id}, #{item.note,typeHandler=no.such.Handler})
                </foreach>
              </insert>
              """));
    }

    @Test
    void inAFragmentOfAnotherFile() throws IOException {
      mapper("deep/columns.xml", "<sql id='all'>${alias}.id, ${alias}.note</sql>");
      List<Finding> findings =
          after(
              "ALTER TABLE items DROP COLUMN note;",
              """
              <select id='list'>
                SELECT
                <include refid='columns.all'><property name='alias' value='i'/></include>
                FROM items i
              </select>
              """);
      assertThat(broken(findings)).contains("i.note");
      assertThat(findings.get(0).where()).isEqualTo("items.xml list");
    }

    @Test
    void inTheKeyOfAnInsert() throws IOException {
      List<Finding> findings =
          after(
              "DROP SEQUENCE item_ids;",
              """
              <insert id='add'>
                <selectKey keyProperty='id' resultType='long' order='BEFORE'>
                  SELECT nextval('item_ids'::regclass)
                </selectKey>
                INSERT INTO items (id) VALUES (#{id})
              </insert>
              """);
      broken(findings);
      assertThat(findings.get(0).where()).isEqualTo("items.xml add!selectKey");
    }

    @Test
    void inTheSecondOfTwoStatements() throws IOException {
      broken(
          after(
              "ALTER TABLE items DROP COLUMN note;",
              """
              <update id='both'>
                UPDATE items SET name = #{name} WHERE id = #{id};
                UPDATE items SET note = #{note} WHERE id = #{id};
              </update>
              """));
    }

    @Test
    void besideAPartThatIsNotKnown() throws IOException {
      broken(
          after(
              "ALTER TABLE items DROP COLUMN note;",
              "<select id='list'>SELECT note FROM items ORDER BY ${column} ${direction}</select>"));
    }
  }

  @Nested
  class Silent {

    @Test
    void whatIsAsGoodAsBefore() throws IOException {
      assertThat(
              after(
                  """
                  ALTER TABLE items ADD COLUMN due_at timestamptz;
                  ALTER TABLE items DROP COLUMN note;
                  """,
                  """
                  <cache-ref namespace='no.such.Cache'/>
                  <resultMap id='item' type='no.such.Item'>
                    <id property='id' column='id' typeHandler='no.such.Handler'/>
                    <association property='parent' select='no.such.Statement' column='id'/>
                  </resultMap>
                  <sql id='columns'>id, name, <include refid='more'/></sql>
                  <sql id='more'>status, parent_id = #{parent} AS mine</sql>
                  <select id='list' resultMap='item' parameterType='no.such.Query'>
                    <bind name='pattern' value="'%' + _parameter.getName() + '%'"/>
                    SELECT <include refid='columns'/> FROM items
                    <where>
                      <if test='@no.such.Class@CONSTANT == 1'>name LIKE #{pattern}</if>
                      <if test='ids != null and ids.size() &gt; 0'>
                        AND id IN
                        <foreach collection='ids' item='id' index='i' open='(' close=')'
                                 separator=','>#{id,javaType=no.such.Type}</foreach>
                      </if>
                    </where>
                  </select>
                  """))
          .isEmpty();
    }

    @Test
    void branchesThatCannotBeTogether() throws IOException {
      assertThat(
              atHead(
                  """
                  <select id='list'>
                    SELECT id FROM items
                    <if test='up'>ORDER BY id</if>
                    <if test='!up'>ORDER BY id DESC</if>
                  </select>
                  """))
          .isEmpty();
    }

    @Test
    void aBranchThatMustBeThere() throws IOException {
      assertThat(
              atHead(
                  """
                  <update id='set'>
                    UPDATE items
                    <set>
                      <if test='name != null'>name = #{name},</if>
                      <if test='note != null'>note = #{note},</if>
                    </set>
                    WHERE id = #{id}
                  </update>
                  """))
          .isEmpty();
    }

    @Test
    void parametersWhoseTypeOnlyADriverTells() throws IOException {
      assertThat(
              atHead(
                  """
                  <select id='list'>
                    SELECT id FROM items WHERE (#{name} IS NULL OR name = #{name})
                      AND coalesce(#{a}, #{b}) IS NOT NULL
                  </select>
                  """))
          .isEmpty();
    }

    @Test
    void whatIsGuessedRight() throws IOException {
      assertThat(
              atHead(
                  """
                  <select id='sorted'>SELECT id FROM items ORDER BY ${column} ${direction}</select>
                  <select id='in'>SELECT id FROM ${schema}.items</select>
                  <select id='end'>SELECT id FROM items ${end}</select>
                  <select id='limit'>SELECT id FROM items LIMIT ${limit}</select>
                  <select id='bound'><bind name='kind' value="'it'"/>SELECT 1 FROM ${kind}ems</select>
                  """))
          .isEmpty();
    }

    @Test
    void whatIsForPostgresOnly() throws IOException {
      List<Finding> findings =
          atHead(
              """
              <sql id='now' databaseId='oracle'>sysdate</sql>
              <sql id='now'>now()</sql>
              <select id='now' databaseId='oracle'>SELECT sysdate FROM dual</select>
              <select id='now' databaseId='pg'>SELECT <include refid='now'/></select>
              <select id='other'>
                SELECT 1
                <if test="_databaseId == 'oracle'">FROM dual</if>
                <if test="_databaseId == 'pg'">FROM items</if>
              </select>
              """);
      Finding found = only(findings, INFO, "statement-not-checked");
      assertThat(found.what()).contains("oracle");
    }

    @Test
    void operatorsAndTextThatADriverOrMyBatisCouldMistake() throws IOException {
      assertThat(
              atHead(
                  """
                  <!-- SELECT nothing -->
                  <select id='list'><![CDATA[
                    /* items.list */
                    SELECT '#' || name, '{"a": "b;c"}'::jsonb ?? 'a' FROM items WHERE id <> 0;
                  ]]></select>
                  """))
          .isEmpty();
    }
  }

  @Nested
  class AtHeadAlone {

    @Test
    void eachThatDoesNotPrepareIsAnError() throws IOException {
      Finding found =
          only(
              atHead("<select id='list'>SELECT nothing FROM items</select>"),
              ERROR,
              "statement-unprepared");
      assertThat(found.what()).contains("\"nothing\"");
    }

    @Test
    void whatTheServerUnderstandsIsToldBeforeWhatCannotBe() throws IOException {
      Finding found =
          only(
              atHead(
                  """
                  <update id='set'>
                    UPDATE items
                    <set><if test='a'>nothing = 1,</if></set>
                    WHERE id = #{id}
                  </update>
                  """),
              ERROR,
              "statement-unprepared");
      assertThat(found.what()).startsWith("when a: column \"nothing\"");
    }

    @Test
    void whatLacksTypesMayBeRight() throws IOException {
      only(atHead("<select id='sum'>SELECT #{a} + #{b}</select>"), WARNING, "statement-unprepared");
    }

    @Test
    void whatDoesNotEvenParseIsAnError() throws IOException {
      only(atHead("<select id='list'>SELECT FROM WHERE</select>"), ERROR, "statement-unprepared");
    }
  }

  @Nested
  class Listed {

    @Test
    void whatNeverPrepared() throws IOException {
      only(
          after("SELECT 1;", "<select id='list'>SELECT nothing FROM items</select>"),
          WARNING,
          "statement-unprepared");
    }

    @Test
    void whatHasOneBranchThatNeverPrepared() throws IOException {
      Finding found =
          only(
              after(
                  "SELECT 1;",
                  "<select id='list'>SELECT id FROM items<if test='a'> WHERE b = 1</if></select>"),
              WARNING,
              "statement-unprepared");
      assertThat(found.what()).startsWith("when a: ");
    }

    @Test
    void whatCannotBeGuessed() throws IOException {
      only(
          atHead("<select id='list'>SELECT id FROM ${table}</select>"),
          WARNING,
          "statement-not-checked");
    }

    @Test
    void whatPrepareDoesNotTake() throws IOException {
      Finding found =
          only(
              atHead("<update id='make'>CREATE TABLE IF NOT EXISTS others (id int)</update>"),
              WARNING,
              "statement-not-checked");
      assertThat(found.what()).contains("CREATE TABLE");
    }

    @Test
    void callsOfProcedures() throws IOException {
      only(
          atHead("<select id='c' statementType='CALLABLE'>{call p(#{a,mode=IN})}</select>"),
          WARNING,
          "statement-not-checked");
    }

    @Test
    void otherLanguages() throws IOException {
      only(
          atHead("<select id='v' lang='velocity'>#if($a) SELECT 1 #end</select>"),
          WARNING,
          "statement-not-checked");
    }

    @Test
    void anIncludeOfNothing() throws IOException {
      Finding found =
          only(
              atHead("<select id='list'>SELECT <include refid='no.such'/> FROM items</select>"),
              WARNING,
              "statement-not-checked");
      assertThat(found.what()).contains("no.such");
    }

    @Test
    void anIncludeOfItself() throws IOException {
      only(
          atHead(
              """
              <sql id='a'>id, <include refid='a'/></sql>
              <select id='list'>SELECT <include refid='a'/> FROM items</select>
              """),
          WARNING,
          "statement-not-checked");
    }

    @Test
    void tagsThatMyBatisDoesNotKnow() throws IOException {
      only(
          atHead("<select id='list'>SELECT id FROM items <unless test='a'/></select>"),
          WARNING,
          "statement-not-checked");
    }
  }

  @Nested
  class BadInput {

    @Test
    void aFolderWithoutMappersIsRefused() throws IOException {
      Files.writeString(mappers.resolve("beans.xml"), "<beans/>");
      assertThatThrownBy(() -> check(null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("mappers: expected a folder or a jar with statements");
    }

    @Test
    void whatIsNotThereIsRefused() {
      assertThatThrownBy(
              () -> StatementCheck.run(Project.in(db), server, folder.resolve("nothing.jar"), null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("nothing.jar");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
      Path file = Files.writeString(folder.resolve("some.jar"), "text");
      assertThatThrownBy(() -> StatementCheck.run(Project.in(db), server, file, null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("some.jar");
    }

    @Test
    void anUnknownVersionIsRefused() throws IOException {
      mapper("items.xml", "<select id='one'>SELECT 1</select>");
      assertThatThrownBy(() -> check("9")).isInstanceOf(MigrationException.class);
    }

    @Test
    void aFileThatIsNotXmlIsNamedAndTheOthersAreChecked() throws IOException {
      Files.writeString(mappers.resolve("a.xml"), "<mapper>\n<select>\n");
      List<Finding> findings = atHead("<select id='one'>SELECT nothing</select>");
      assertThat(findings)
          .extracting(Finding::code)
          .containsExactly("mapper-unreadable", "statement-unprepared");
      assertThat(findings.get(0).where()).isEqualTo("a.xml");
      assertThat(findings.get(0).what()).startsWith("is not XML, in line 3");
    }

    @Test
    void anExternalEntityIsNotRead() throws IOException {
      Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
      Files.writeString(
          mappers.resolve("items.xml"),
          """
          <!DOCTYPE mapper [<!ENTITY s SYSTEM "%s">]>
          <mapper namespace='a'><select id='one'>SELECT '&s;'</select></mapper>
          """
              .formatted(secret.toUri()));
      Finding found = only(check(null), ERROR, "mapper-unreadable");
      assertThat(found.what()).contains("external entity s");
    }

    @Test
    void aBombOfEntitiesIsNotSetOff() throws IOException {
      StringBuilder entities = new StringBuilder("<!ENTITY a0 'bang'>");
      for (int i = 1; i < 30; i++) {
        entities.append("<!ENTITY a%d '&a%d;&a%d;&a%d;'>".formatted(i, i - 1, i - 1, i - 1));
      }
      Files.writeString(
          mappers.resolve("items.xml"),
          "<!DOCTYPE mapper [" + entities + "]><mapper><select id='x'>&a29;</select></mapper>");
      only(check(null), ERROR, "mapper-unreadable");
    }

    @Test
    void anInternalEntityIsRead() throws IOException {
      Files.writeString(
          mappers.resolve("items.xml"),
          """
          <!DOCTYPE mapper [<!ENTITY columns "id, nothing">]>
          <mapper namespace='a'><select id='one'>SELECT &columns; FROM items</select></mapper>
          """);
      assertThat(only(check(null), ERROR, "statement-unprepared").what()).contains("nothing");
    }
  }
}
