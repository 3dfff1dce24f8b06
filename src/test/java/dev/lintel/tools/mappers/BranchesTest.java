package dev.lintel.tools.mappers;

import static dev.lintel.tools.mappers.MapperFolder.labels;
import static dev.lintel.tools.mappers.MapperFolder.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without any class at hand. */
class BranchesTest {

  @TempDir Path folder;
  private MapperFolder mappers;
  private MappedStatement statement;

  @BeforeEach
  void layOut() {
    mappers = new MapperFolder(folder);
  }

  private void select(String body) throws IOException {
    statement = mappers.only("<select id='list'>SELECT 1" + body + "</select>");
  }

  @AfterEach
  void isWhatADriverTakes() {
    if (statement != null) {
      assertThat(labels(statement)).doesNotHaveDuplicates();
      assertThat(statement.branches()).extracting(Branch::sql).doesNotHaveDuplicates();
      assertThat(statement.branches().size()).isLessThanOrEqualTo(64);
      for (Branch branch : statement.branches()) {
        assertThat(branch.sql())
            .doesNotContain("__", "lintel-", "#{", "${")
            .doesNotMatch("(?s).*\\n\\s*\\n.*");
        assertThat(branch.sql().chars().filter(c -> c == '?').count())
            .isEqualTo(branch.parameters().size());
      }
    }
  }

  @Nested
  class Tests {

    @Test
    void nothingToDecide() throws IOException {
      select(" WHERE id = #{id}");
      assertThat(labels(statement)).containsExactly("always");
      assertThat(sql(statement)).containsExactly("SELECT 1 WHERE id = ?");
      assertThat(statement.possible()).isEqualTo(1);
    }

    @Test
    void thereOrNot() throws IOException {
      select("<if test='name != null'> WHERE name = #{name}</if>");
      assertThat(labels(statement)).containsExactly("name != null", "no condition");
    }

    @Test
    void nullOrNotExcludeEachOther() throws IOException {
      select("<if test='x == null'> a</if><if test='x != null'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
      assertThat(statement.possible()).isEqualTo(2);
    }

    @Test
    void twoConstantsExcludeEachOther() throws IOException {
      select("<if test='x == \"A1\"'> a</if><if test='x == \"B1\"'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1", "SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void oneLetterIsACharacterOrAskedForAsText() throws IOException {
      select("<if test=\"x == 'A'\"> a</if><if test=\"y == 'B'.toString()\"> b</if>");
      assertThat(statement.possible()).isEqualTo(4);
      assertThat(statement.deadTests()).isEmpty();
    }

    @Test
    void emptyIsNotNull() throws IOException {
      select("<if test=\"x != null and x != ''\"> a</if><if test=\"x == ''\"> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1", "SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void lessAndGreater() throws IOException {
      select("<if test='n lt 10'> a</if><if test='n gte 10'> b</if><if test='n == 10'> c</if>");
      assertThat(sql(statement))
          .containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b", "SELECT 1 b c");
    }

    @Test
    void twoInputsThatAreCompared() throws IOException {
      select("<if test='a lt b'> a</if><if test='a == b'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1", "SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void oneOfAList() throws IOException {
      select("<if test='x in {\"one\", \"two\"}'> a</if><if test='x == \"two\"'> b</if>");
      assertThat(sql(statement))
          .containsExactlyInAnyOrder("SELECT 1", "SELECT 1 a", "SELECT 1 a b");
    }

    @Test
    void trueOrFalse() throws IOException {
      select("<if test='deep'> a</if><if test='!deep'> b</if>");
      assertThat(labels(statement)).containsExactly("deep", "!deep");
    }

    @Test
    void aTestInATest() throws IOException {
      select("<if test='a'> a<if test='b'> b</if></if>");
      assertThat(labels(statement)).containsExactlyInAnyOrder("no condition", "a", "a, b");
    }

    @Test
    void thatDependOnDifferentInputsAreFree() throws IOException {
      select("<if test='a != null'> a</if><if test='q.b != null'> b</if>");
      assertThat(statement.possible()).isEqualTo(4);
      assertThat(statement.exact()).isTrue();
    }

    @Test
    void aPropertyOfWhatMayBeNull() throws IOException {
      select("<if test='q != null and q.size != null'> a</if><if test='q == null'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1", "SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void theParameterItself() throws IOException {
      select("<if test='_parameter != null'> a = #{value}</if>");
      assertThat(labels(statement)).containsExactly("_parameter != null", "no condition");
    }

    @Test
    void propertiesOfTheParameter() throws IOException {
      select("<if test='_parameter.x != null'> a</if><if test='x == null'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void gettersAreProperties() throws IOException {
      select("<if test='q.getX() == null'> a</if><if test='q.x != null'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
      assertThat(statement.notes()).isEmpty();
    }

    @Test
    void methodsOfTextAreTriedOnTexts() throws IOException {
      select(
          "<if test='name.trim() != \"\"'> a</if><if test='name.startsWith(\"ab\")'> b</if>"
              + "<if test='name.length() > 4'> c</if>");
      assertThat(sql(statement)).contains("SELECT 1", "SELECT 1 a b", "SELECT 1 a c");
      assertThat(statement.notes()).isEmpty();
      assertThat(statement.deadTests()).isEmpty();
    }

    @Test
    void forAnotherDatabaseAreNotDead() throws IOException {
      select("<if test='_databaseId == \"oracle\"'> a</if>");
      assertThat(sql(statement)).containsExactly("SELECT 1");
      assertThat(statement.deadTests()).isEmpty();
    }
  }

  @Nested
  class Choose {

    @Test
    void takesTheFirstThatHolds() throws IOException {
      select(
          "<choose><when test='a != null'> a</when><when test='b != null'> b</when>"
              + "<otherwise> c</otherwise></choose>");
      assertThat(labels(statement))
          .containsExactlyInAnyOrder("a != null", "b != null", "otherwise");
    }

    @Test
    void aWhenBehindOneThatAlwaysHoldsIsDead() throws IOException {
      select(
          "<choose><when test='a != null'> a</when><when test='a == null'> b</when>"
              + "<when test='a == 1'> c</when><otherwise> d</otherwise></choose>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
      assertThat(statement.deadTests()).containsExactly("a == 1");
    }

    @Test
    void aWhenBehindAConstantOne() throws IOException {
      select("<choose><when test='1 == 1'> a</when><when test='x != null'> b</when></choose>");
      assertThat(sql(statement)).containsExactly("SELECT 1 a");
      assertThat(statement.deadTests()).containsExactly("x != null");
    }

    @Test
    void twelveWhensAreThirteenBranches() throws IOException {
      StringBuilder whens = new StringBuilder("<choose>");
      for (int i = 0; i < 12; i++) {
        whens.append("<when test='p%d != null'> c%d</when>".formatted(i, i));
      }
      select(whens + "<otherwise> z</otherwise></choose>");
      assertThat(statement.possible()).isEqualTo(13);
      assertThat(statement.exact()).isTrue();
      assertThat(statement.branches()).hasSize(13);
    }
  }

  @Nested
  class Many {

    @Test
    void sevenFreeTestsAre128() throws IOException {
      StringBuilder tests = new StringBuilder();
      for (char c = 'a'; c < 'h'; c++) {
        tests.append("<if test='%s != null'> %s</if>".formatted(c, c));
      }
      select(tests.toString());
      assertThat(statement.possible()).isEqualTo(128);
      assertThat(statement.exact()).isTrue();
      assertThat(sql(statement))
          .startsWith("SELECT 1 a b c d e f g", "SELECT 1", "SELECT 1 a", "SELECT 1 b")
          .contains("SELECT 1 b c d e f g", "SELECT 1 c f");
    }

    @Test
    void moreThanALongCanCount() throws IOException {
      StringBuilder tests = new StringBuilder();
      for (int i = 0; i < 70; i++) {
        tests.append("<if test='p%d != null'> c%d</if>".formatted(i, i));
      }
      select(tests.toString());
      assertThat(statement.possible()).isEqualTo(Long.MAX_VALUE);
      assertThat(statement.branches()).hasSize(64);
    }

    @Test
    void whatIsTooMuchToTryIsNotExact() throws IOException {
      StringBuilder tests = new StringBuilder("<if test='p0");
      for (int i = 1; i < 14; i++) {
        tests.append(" and p").append(i);
      }
      tests.append("'> all</if>");
      for (int i = 0; i < 14; i++) {
        tests.append("<if test='p%d'> c%d</if>".formatted(i, i));
      }
      select(tests.toString());
      assertThat(statement.exact()).isFalse();
      assertThat(sql(statement)).anyMatch(sql -> sql.startsWith("SELECT 1 all c0 c1"));
      assertThat(statement.deadTests()).isEmpty();
    }
  }

  @Nested
  class Loops {

    private static final String IN =
        "<foreach collection='ids' item='id' open=' IN (' close=')' separator=','>#{id}</foreach>";

    @Test
    void goThroughNoneOneAndThree() throws IOException {
      select(IN);
      assertThat(labels(statement)).containsExactly("ids: 3", "ids: 1", "ids: 0");
      assertThat(sql(statement).get(0)).isEqualTo("SELECT 1 IN ( ? , ? , ? )");
      assertThat(statement.branches())
          .extracting(Branch::collections)
          .containsExactly(Map.of("ids", 3), Map.of("ids", 1), Map.of("ids", 0));
    }

    @Test
    void behindATestOfTheirSize() throws IOException {
      select("<if test='ids != null and ids.size() > 0'>" + IN + "</if>");
      assertThat(labels(statement))
          .containsExactlyInAnyOrder(
              "ids != null and ids.size() > 0, ids: 3",
              "ids != null and ids.size() > 0, ids: 1",
              "no condition");
      assertThat(statement.possible()).isEqualTo(3);
    }

    @Test
    void behindATestThatTheyAreNotEmpty() throws IOException {
      select("<if test='!ids.isEmpty()'>" + IN + "</if><if test='ids.isEmpty()'> none</if>");
      assertThat(statement.possible()).isEqualTo(3);
    }

    @Test
    void aSizeThatIsAskedForIsTried() throws IOException {
      select("<if test='ids.size() > 100'> many</if>" + IN);
      assertThat(statement.branches())
          .extracting(branch -> branch.collections().get("ids"))
          .containsExactlyInAnyOrder(3, 1, 0, 101);
    }

    @Test
    void aSizeThatIsTooLargeToTryIsDecidedFreely() throws IOException {
      select("<if test='ids.size() > 30000'> many</if>" + IN);
      assertThat(statement.possible()).isEqualTo(6);
      assertThat(statement.deadTests()).isEmpty();
      assertThat(statement.notes()).hasSize(1);
    }

    @Test
    void ofCriteriaThatAGeneratorWrites() throws IOException {
      select(
          """
           FROM items
          <if test='_parameter != null'><where>
            <foreach collection='oredCriteria' item='criteria' separator='or'>
              <if test='criteria.valid'><trim prefix='(' prefixOverrides='and' suffix=')'>
                <foreach collection='criteria.criteria' item='criterion'><choose>
                  <when test='criterion.noValue'>and ${criterion.condition}</when>
                  <when test='criterion.singleValue'>
                    and ${criterion.condition} #{criterion.value}
                  </when>
                  <when test='criterion.listValue'>and ${criterion.condition}
                    <foreach collection='criterion.value' item='listItem' open='(' close=')'
                        separator=','>#{listItem}</foreach>
                  </when>
                </choose></foreach>
              </trim></if>
            </foreach>
          </where></if>
          """);
      assertThat(sql(statement))
          .contains(
              "SELECT 1 FROM items",
              "SELECT 1 FROM items WHERE ( 1 ? )",
              "SELECT 1 FROM items WHERE ( 1 (?) )");
      assertThat(statement.exact()).isTrue();
      assertThat(statement.notes()).isEmpty();
    }

    @Test
    void ofAnArray() throws IOException {
      select("<if test='ids != null and ids.length > 0'>" + IN + "</if>");
      assertThat(statement.branches())
          .extracting(branch -> branch.collections().getOrDefault("ids", -1))
          .contains(3, 1);
    }

    @Test
    void inLoops() throws IOException {
      select(
          "<foreach collection='list' item='o' index='i' separator=' UNION'> #{i} #{o.id}"
              + "<foreach collection='o.kids' item='k'> #{k.name}"
              + "<if test='k.age != null'> #{k.age}</if></foreach></foreach>");
      assertThat(labels(statement))
          .contains("k.age != null, list: 3, o.kids: 1", "list: 1, o.kids: 0", "list: 0");
      assertThat(sql(statement)).contains("SELECT 1 ? ? ? ?");
      assertThat(statement.branches().get(0).parameters())
          .extracting(Parameter::name)
          .startsWith("i", "o.id", "k.name", "k.age");
    }

    @Test
    void overWhatOnlyAClassTells() throws IOException {
      select(IN.replace("'ids'", "'@no.such.Ids@ALL'"));
      assertThat(statement.branches()).hasSize(3);
      assertThat(statement.notes()).singleElement().asString().contains("no.such.Ids");
    }

    @Test
    void overTheEntriesOfAMap() throws IOException {
      select(
          "<foreach collection='m.entrySet()' index='k' item='v' separator=','>"
              + " #{k} = #{v}</foreach>");
      assertThat(statement.branches().get(0).parameters())
          .extracting(Parameter::name)
          .containsExactly("k", "v", "k", "v", "k", "v");
    }
  }

  @Nested
  class Elements {

    @Test
    void whereSetAndTrim() throws IOException {
      select(
          "<set><if test='a != null'>a = #{a},</if></set>"
              + "<where><if test='b != null'>AND b = #{b}</if></where>"
              + "<trim prefix='ORDER BY' suffixOverrides=','>"
              + "<if test='c != null'>c,</if></trim>");
      assertThat(sql(statement))
          .hasSize(8)
          .contains(
              "SELECT 1", "SELECT 1 SET a = ? WHERE b = ? ORDER BY c", "SELECT 1 WHERE b = ?");
    }

    @Test
    void bindIsWhatItSays() throws IOException {
      select(
          "<if test='name != null'><bind name='p' value=\"'%' + name + '%'\"/>"
              + " LIKE #{p}</if>");
      assertThat(statement.branches().get(0).parameters())
          .singleElement()
          .satisfies(
              parameter -> {
                assertThat(parameter.sample()).isEqualTo("%x%");
                assertThat(parameter.isTyped()).isTrue();
              });
    }

    @Test
    void aTestOfABindIsOneOfItsInputs() throws IOException {
      select(
          "<bind name='n' value='name'/><if test='n != null'> a</if>"
              + "<if test='name == null'> b</if>");
      assertThat(sql(statement)).containsExactlyInAnyOrder("SELECT 1 a", "SELECT 1 b");
    }

    @Test
    void aFragmentWithItsProperties() throws IOException {
      statement =
          mappers.only(
              """
              <sql id='c'>${alias}.id<if test='deep'>, ${alias}.note</if></sql>
              <select id='list'>
                SELECT
                <include refid='c'><property name='alias' value='i'/></include>
                FROM items i
              </select>
              """);
      assertThat(sql(statement))
          .containsExactly("SELECT i.id , i.note FROM items i", "SELECT i.id FROM items i");
      assertThat(statement.substitutions()).isEmpty();
    }

    @Test
    void linesAndIndentationStay() throws IOException {
      statement =
          mappers.only(
              """
              <select id='list'>
                SELECT id
                <if test='deep'>
                  , note
                </if>
                FROM items
              </select>
              """);
      assertThat(statement.branches().get(1).sql()).isEqualTo("SELECT id\n  FROM items");
    }
  }

  @Nested
  class Free {

    @Test
    void staticMethodsOfClassesThatAreNotThere() throws IOException {
      select("<if test='@no.such.Strings@isNotEmpty(name)'> a</if>");
      assertThat(statement.branches()).hasSize(2);
      assertThat(statement.notes())
          .containsExactly(
              "condition \"@no.such.Strings@isNotEmpty(name)\" is decided freely:"
                  + " Cannot find class: no.such.Strings");
    }

    @Test
    void theSameTestTwiceIsOneDecision() throws IOException {
      select("<if test='@no.X@f(a)'> a</if><if test='@no.X@f(a)'> b</if>");
      assertThat(sql(statement)).containsExactly("SELECT 1 a b", "SELECT 1");
    }

    @Test
    void methodsOfUnknownTypes() throws IOException {
      select("<if test='q.hasName()'> a</if><if test='!q.hasName()'> b</if>");
      assertThat(sql(statement)).containsExactly("SELECT 1 a", "SELECT 1 b");
      assertThat(statement.notes()).singleElement().asString().contains("q.hasName()");
    }

    @Test
    void whatIsNoExpression() throws IOException {
      select("<if test='a == == b'> a</if>");
      assertThat(statement.branches()).hasSize(2);
      assertThat(statement.notes()).singleElement().asString().contains("a == == b");
    }

    @Test
    void aBindOfAClassThatIsNotThere() throws IOException {
      select("<bind name='b' value='@no.X@f(a)'/> #{b}");
      assertThat(sql(statement)).containsExactly("SELECT 1 ?");
      assertThat(statement.notes()).hasSize(1);
    }
  }

  @Nested
  class Dead {

    @Test
    void testsThatContradictThemselves() throws IOException {
      select("<if test='n == 1 and n == 2'> a</if><if test='x != null'> b</if>");
      assertThat(statement.deadTests()).containsExactly("n == 1 and n == 2");
      assertThat(sql(statement)).containsExactly("SELECT 1 b", "SELECT 1");
    }

    @Test
    void onlyTheOuterOne() throws IOException {
      select("<if test='x == null'><if test='x != null'> a<if test='y'> b</if></if></if>");
      assertThat(statement.deadTests()).containsExactly("x != null");
    }

    @Test
    void oneLetterAgainstTextThatMayBeNull() throws IOException {
      select("<if test=\"x != null and x.length() > 1 and x == 'A'\"> a</if>");
      assertThat(statement.deadTests()).hasSize(1);
    }
  }

  @Test
  void areTheSameFromRunToRun() throws IOException {
    String body = "<if test='b'> b</if><if test='a != null'> a</if>";
    select(body);
    List<String> first = labels(statement);
    select(body);
    assertThat(labels(statement)).isEqualTo(first);
  }
}
