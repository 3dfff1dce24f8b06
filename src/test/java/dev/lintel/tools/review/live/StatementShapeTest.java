package dev.lintel.tools.review.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 | SELECT ?",
        "SELECT $12, 'it''s', -1.5e3 , .5 FROM t1 | SELECT ?,-? FROM t1",
        "/* a */ SELECT a -- b | SELECT a",
        "SELECT \"a 1\", a1, 'x' | SELECT \"a 1\",a1,?",
        "SELECT '/* no */' AS x | SELECT ? AS x",
        "IN ($1 /*, ... */) | IN(?)",
        "VALUES ($1, $2), ($3, $4), (5, NULL) | VALUES(?)",
        "a IS NULL AND b = TRUE; | a IS ? AND b=?",
        "x = E'a\\'b' AND y = U&'c' AND z = b'01' | x=? AND y=? AND z=?",
        "SELECT $a$ it's $a$, $$x$$ | SELECT ?",
        "a->>'k' = ? | a->>?=?",
        "interval '1 day' | interval ?",
        "nullable, falsehood | nullable,falsehood",
      })
  void keepsWordsAndHidesValues(String sql, String shape) {
    assertThat(StatementShape.of(sql)).isEqualTo(shape);
  }

  @Test
  void takesTextsOfAnyLength() {
    assertThat(StatementShape.of("SELECT '" + "x".repeat(1_000_000) + "', E'a'"))
        .isEqualTo("SELECT ?");
  }
}
