package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.report.SqlTokens.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @Test
  void keepsTheLinesOfWhoWroteItAndDropsEmptyOnes() {
    assertThat(SqlText.formatted("\n    /* a.b */\n    SELECT\n      id\n    \n\n    FROM t\n  "))
        .isEqualTo("/* a.b */\nSELECT\n  id\nFROM t");
  }

  @Test
  void takesTheFirstLineWhereverItBegins() {
    assertThat(SqlText.formatted("SELECT id\n    FROM t\n    WHERE a = $1"))
        .isEqualTo("SELECT id\nFROM t\nWHERE a = $1");
  }

  @Test
  void breaksALongLineAtItsClauses() {
    assertThat(
            SqlText.formatted(
                "WITH x AS (SELECT 1 FROM y WHERE z) SELECT a, b FROM t LEFT OUTER JOIN u ON u.a ="
                    + " t.a WHERE c BETWEEN 1 AND 2 AND d = $1 OR e ORDER BY a LIMIT 3 FOR UPDATE"))
        .isEqualTo(
            "WITH x AS (SELECT 1 FROM y WHERE z)\nSELECT a, b\nFROM t\n"
                + "LEFT OUTER JOIN u ON u.a = t.a\nWHERE c BETWEEN 1 AND 2\n  AND d = $1\n  OR e\n"
                + "ORDER BY a\nLIMIT 3\nFOR UPDATE");
  }

  @Test
  void aShortLineStaysOne() {
    assertThat(SqlText.formatted(" SELECT a FROM t WHERE b = $1 "))
        .isEqualTo("SELECT a FROM t WHERE b = $1");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "'/* a.b */ SELECT 1', '/* a.b */'",
        "'\n  /* a /* nested */ b */ SELECT 1', '/* a /* nested */ b */'",
        "'SELECT 1 /* a.b */', null",
        "'', null"
      })
  void findsTheTag(String sql, String tag) {
    assertThat(SqlText.tag(sql)).isEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'it''s FROM'",
        "E'it\\'s FROM'",
        "$$ SELECT ' $$",
        "$a$ $$ SELECT $a$",
        "'never ends FROM",
        "$b$ never ends"
      })
  void aStringIsOneToken(String string) {
    assertThat(SqlTokens.of(string)).extracting(SqlTokens.Token::kind).containsExactly(Kind.STRING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/* FROM ' */", "/* a /* b */ ' */", "-- FROM '", "/* never ends"})
  void aCommentIsOneToken(String comment) {
    assertThat(SqlTokens.of(comment))
        .extracting(SqlTokens.Token::kind)
        .containsExactly(Kind.COMMENT);
  }

  @Test
  void tellsKeywordsFromNames() {
    assertThat(SqlTokens.of("select \"select\", selected, größe, $1, $12, ? from t"))
        .filteredOn(token -> token.kind() == Kind.KEYWORD || token.kind() == Kind.PARAMETER)
        .extracting(SqlTokens.Token::text)
        .containsExactly("select", "$1", "$12", "?", "from");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "$",
        "'",
        "\"",
        "/*",
        "-",
        "$$",
        "E'",
        "\\",
        "SELECT 'x\\'; a$1$ ü😀 /*/ */"
      })
  void losesNoCharacter(String sql) {
    List<String> texts = SqlTokens.of(sql).stream().map(SqlTokens.Token::text).toList();

    assertThat(String.join("", texts)).isEqualTo(sql);
  }
}
