package dev.lintel.tools.review.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.query.Query.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class QueryTest {

  private static TestDatabase database;
  private static long shops;
  private static long goods;

  private Connection connection;
  private Analyzer analyzer;

  @BeforeAll
  static void makeTables(TestDatabase test) throws SQLException {
    database = test;
    test.createEmpty();
    test.execute(
        "CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL, city varchar(20))");
    test.execute("CREATE TABLE goods (id uuid PRIMARY KEY, shop_id bigint, price numeric)");
    shops = Long.parseLong(test.value("SELECT 'shops'::regclass::oid"));
    goods = Long.parseLong(test.value("SELECT 'goods'::regclass::oid"));
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = database.pool().getConnection();
    analyzer = new Analyzer(connection);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private Query read(String sql) throws SQLException {
    return part(sql).query();
  }

  private Part part(String sql) throws SQLException {
    List<Part> parts = analyzer.analyse(branch(sql));
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  private static Branch branch(String sql) {
    List<Parameter> untyped =
        sql.chars()
            .filter(c -> c == '?')
            .mapToObj(c -> new Parameter("x", null, null, null))
            .toList();
    return new Branch("always", sql, untyped, Map.of(), false);
  }

  @Nested
  class Columns {

    @Test
    void areThoseOfTheTable() throws SQLException {
      Query query = read("SELECT name, s.city FROM shops AS s WHERE id = ?");

      assertThat(query.targets().stream().map(t -> query.column(t.node("expr"))))
          .extracting(column -> column.orElseThrow())
          .containsExactly(new Column(shops, 2), new Column(shops, 3));
    }

    @Test
    void areFollowedThroughSubqueriesCtesAndJoins() throws SQLException {
      Query query =
          read(
              """
              WITH priced AS (SELECT shop_id AS shop, price FROM goods)
              SELECT x.town, priced.price, id
              FROM (SELECT city AS town, id FROM shops) AS x
              JOIN priced ON priced.shop = x.id
              """);

      assertThat(query.targets().stream().map(t -> query.column(t.node("expr")).orElseThrow()))
          .containsExactly(new Column(shops, 3), new Column(goods, 3), new Column(shops, 1));
    }

    @Test
    void areFollowedThroughGroups() throws SQLException {
      Query query = read("SELECT city, count(*) FROM shops GROUP BY city");

      assertThat(query.column(query.targets().get(0).node("expr"))).contains(new Column(shops, 3));
    }

    @Test
    void areFollowedThroughUsing() throws SQLException {
      Query query = read("SELECT id FROM shops JOIN (SELECT id FROM shops) AS y USING (id)");

      assertThat(query.column(query.targets().get(0).node("expr"))).contains(new Column(shops, 1));
    }

    @Test
    void areThoseOfTheOuterQueryInASublink() throws SQLException {
      Query query =
          read("SELECT 1 FROM shops WHERE EXISTS (SELECT 1 FROM goods WHERE shop_id = shops.id)");
      Query inner = query.all().skip(1).findFirst().orElseThrow();

      Node comparison = inner.conditions().get(0);

      assertThat(inner.isExists()).isTrue();
      assertThat(comparison.nodes("args").stream().map(side -> inner.column(side).orElseThrow()))
          .containsExactly(new Column(goods, 2), new Column(shops, 1));
      assertThat(inner.placesIn(comparison).map(Query.Place::range)).containsExactly(1);
      assertThat(query.placesIn(query.conditions().get(0)).map(Query.Place::attribute))
          .containsExactly(1);
    }

    @Test
    void areNoneOfWhatIsComputedOrUnited() throws SQLException {
      Query query = read("SELECT u.id, u.id + 1 FROM (SELECT id FROM shops UNION SELECT 2) AS u");

      assertThat(query.targets().stream().map(t -> query.column(t.node("expr"))))
          .allMatch(column -> column.isEmpty());
    }
  }

  @Nested
  class Commands {

    @Test
    void areKnownInCtesToo() throws SQLException {
      Query query = read("WITH gone AS (DELETE FROM goods RETURNING id) SELECT count(*) FROM gone");

      assertThat(query.all().map(Query::command)).containsExactly(Command.SELECT, Command.DELETE);
      assertThat(query.all().flatMap(q -> q.target().stream())).containsExactly(goods);
      assertThat(query.target()).isEmpty();
    }

    @Test
    void ofAnUpdateTellTheColumnsThatAreWritten() throws SQLException {
      Query query = read("UPDATE shops SET city = ? WHERE id = ?");

      assertThat(query.command()).isEqualTo(Command.UPDATE);
      assertThat(query.targets().stream().map(entry -> entry.number("resno"))).containsExactly(3L);
      assertThat(ParameterUse.of(query, operator -> true).columns())
          .containsEntry(1, new Column(shops, 3))
          .containsEntry(2, new Column(shops, 1));
    }
  }

  @Nested
  class Parameters {

    @Test
    void areThoseOfTheDriver() throws SQLException {
      Branch typed =
          new Branch(
              "always",
              "SELECT 1 FROM shops WHERE id = ? AND city = ?",
              List.of(
                  new Parameter("id", "int", 1, (statement, i) -> statement.setInt(i, 1)),
                  new Parameter(
                      "city", "String", "x", (statement, i) -> statement.setString(i, "x"))),
              Map.of(),
              false);

      assertThat(analyzer.analyse(typed).get(0).types()).containsExactly("int4", "varchar");
    }

    @Test
    void withoutATypeAreInferred() throws SQLException {
      assertThat(part("SELECT 1 FROM shops WHERE id = ? LIMIT ?").types())
          .containsExactly("int8", "int8");
    }

    @Test
    void thatNothingTellsAreTexts() throws SQLException {
      assertThat(part("SELECT 1 WHERE ? IS NOT NULL").types()).containsExactly("varchar");
    }

    @Test
    void areFoundInLimitsRowsArraysAndScalarSubqueries() throws SQLException {
      ParameterUse use =
          ParameterUse.of(
              read(
                  """
                  SELECT 1 FROM shops
                  WHERE (name, id) > (?, ?) AND city = ANY (ARRAY[(SELECT ?::varchar)])
                  LIMIT ? OFFSET ?
                  """),
              operator -> false);

      assertThat(use.columns())
          .containsOnly(
              Map.entry(1, new Column(shops, 2)),
              Map.entry(2, new Column(shops, 1)),
              Map.entry(3, new Column(shops, 3)));
      assertThat(use.limits()).containsExactly(4);
      assertThat(use.offsets()).containsExactly(5);
    }
  }

  @Test
  void severalStatementsInOneAreNumberedEachFromOne() throws SQLException {
    List<Part> parts =
        analyzer.analyse(
            branch("DELETE FROM goods WHERE shop_id = ?; DELETE FROM shops WHERE id = ?"));

    assertThat(parts).extracting(Part::sql).allMatch(sql -> sql.endsWith("= $1"));
    assertThat(parts).extracting(Part::positions).containsExactly(List.of(0), List.of(1));
    assertThat(parts)
        .extracting(p -> p.query().target().orElseThrow())
        .containsExactly(goods, shops);
  }

  @Test
  void whatTheServerRefusesIsItsError() {
    assertThatThrownBy(() -> read("SELECT nothing FROM shops"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column \"nothing\" does not exist");
  }

  @Test
  void namesWithSpacesBracketsAndQuotesAreRead() throws SQLException {
    Query query = read("SELECT name AS \"a b} (c) \\x\" FROM shops AS \"x {y\"");

    assertThat(query.targets().get(0).text("resname")).isEqualTo("a b} (c) \\x");
    assertThat(query.column(query.targets().get(0).node("expr"))).contains(new Column(shops, 2));
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> Query.parse("{QUERY :commandType 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parse tree: expected }");
    assertThatThrownBy(() -> Query.parse("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a node");
  }
}
