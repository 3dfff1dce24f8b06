package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

  @Test
  void splitsAtSemicolonsAndCountsLines() {
    SqlScript script = SqlScript.parse("-- head\n\nSELECT 1;\n  SELECT\n 2 ;\n\nSELECT 3");

    assertThat(script.getStatements())
        .extracting(s -> s.getLine() + " " + s.getText())
        .containsExactly("3 SELECT 1", "4 SELECT\n 2", "7 SELECT 3");
    assertThat(script.getComments()).containsExactly("head");
    assertThat(script.isTerminated()).isFalse();
    assertThat(SqlScript.parse("SELECT 1; -- done").isTerminated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a;b', 'it''s; fine'",
        "SELECT E'a\\';b'",
        "SELECT e'\\\\', 1",
        "SELECT U&'d\\0061t;a'",
        "SELECT \"a;b\"\"c;\"",
        "SELECT $$a;b$$, $x$a;$$;b$x$",
        "SELECT $ä$;$ä$",
        "SELECT 1 /* a;b /* nested; */ ; */ + 2",
        "SELECT 1 -- a;b\n+ 2",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$",
        "CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a > 0 THEN 1"
            + " ELSE 2 END; END",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO u VALUES (1); DELETE FROM v)",
        "DO $body$ BEGIN EXECUTE 'SELECT 1;'; END $body$",
        "SELECT $1, col$umn$ FROM t"
      })
  void doesNotSplitInsideOf(String statement) {
    assertThat(SqlScript.parse(statement + ";\nSELECT 'next';").getStatements())
        .extracting(SqlStatement::getText)
        .containsExactly(statement, "SELECT 'next'");
  }

  @Test
  void outlinesTheWordsAndNoText() {
    SqlScript script =
        SqlScript.parse(
            "create /* COMMIT; */ index  concurrently -- x\n \"My Ix\" on shop.t (lower('COMMIT'))");
    assertThat(script.getStatements())
        .extracting(SqlStatement::getOutline)
        .containsExactly("CREATE INDEX CONCURRENTLY \"My Ix\" ON SHOP.T (LOWER(''))");
  }

  @Test
  void keepsTheRowsOfACopyWithIt() {
    SqlScript script = SqlScript.parse("COPY t FROM stdin;\n1\ta;b\n\\.\nSELECT 1;\n");
    assertThat(script.getStatements())
        .extracting(SqlStatement::getText)
        .containsExactly("COPY t FROM stdin;\n1\ta;b\n\\.", "SELECT 1");
  }

  @Test
  void endsACommentWhereTheServerDoes() {
    SqlScript script = SqlScript.parse("-- old Mac\rDROP TABLE a;\r-- windows\r\nDROP TABLE b;");
    assertThat(script.getStatements())
        .extracting(SqlStatement::getText)
        .containsExactly("DROP TABLE a", "DROP TABLE b");
    assertThat(script.getComments()).containsExactly("old Mac", "windows");
  }

  @Test
  void whatIsNotClosedBelongsToTheLastStatement() {
    for (String open : List.of("SELECT 'a; b", "SELECT $$ a; b", "SELECT \"a; b", "SELECT (1; 2")) {
      assertThat(SqlScript.parse(open).getStatements())
          .extracting(SqlStatement::getText)
          .containsExactly(open);
    }
    assertThat(SqlScript.parse("SELECT 1 /* a; b").getStatements()).hasSize(1);
  }

  @Test
  void hasNoStatementsInCommentsAlone() {
    for (String text : List.of("", " \n", ";;", "-- a;\n/* b; */", "\uFEFF-- bom\n")) {
      assertThat(SqlScript.parse(text).getStatements()).as(text).isEmpty();
    }
  }

  @Test
  void findsWhyItIsIrreversibleInACommentOnly() {
    assertThat(SqlScript.parse("-- Irreversible: gone\nSELECT 1;").getIrreversible())
        .contains("gone");
    assertThat(SqlScript.parse("SELECT '\n-- irreversible: no\n';").getIrreversible()).isEmpty();
    assertThat(SqlScript.parse("-- not irreversible: at all").getIrreversible()).isEmpty();
  }
}
