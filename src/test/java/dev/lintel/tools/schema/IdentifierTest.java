package dev.lintel.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@PostgresTest
class IdentifierTest {

  @Test
  void quotesEachWordThatTheServerReserves(TestDatabase database) {
    String words =
        database.value(
            "SELECT string_agg(word, ' ') FROM pg_get_keywords() WHERE catcode IN ('R', 'T')");

    assertThat(words.split(" "))
        .hasSizeGreaterThan(90)
        .allSatisfy(word -> assertThat(Identifier.written(word)).isEqualTo('"' + word + '"'));
  }

  @Test
  void quotesOnlyWhatHasToBe() {
    assertThat(Identifier.written("due_at")).isEqualTo("due_at");
    assertThat(Identifier.written("Due")).isEqualTo("\"Due\"");
    assertThat(Identifier.written("a\"b")).isEqualTo("\"a\"\"b\"");
  }

  @Test
  void isTheSameHoweverItIsWritten() {
    assertThat(Identifier.canonical("\"due_at\"")).isEqualTo("due_at");
    assertThat(Identifier.canonical("Due_At")).isEqualTo("due_at");
    assertThat(Identifier.canonical("\"Due\"")).isEqualTo("\"Due\"");
    assertThat(Identifier.canonical("\"user\"")).isEqualTo("\"user\"");
  }

  @Test
  void isStoredWithoutItsQuotes() {
    assertThat(Identifier.stored("Due")).isEqualTo("due");
    assertThat(Identifier.stored("\"A \"\"b\"\"\"")).isEqualTo("A \"b\"");
  }

  @Test
  void staysWithinTheServersLengthWithASuffix() {
    assertThat(Identifier.suffixed("ix_items", "_old")).isEqualTo("ix_items_old");
    assertThat(Identifier.suffixed("a".repeat(63), "_old")).hasSize(63).endsWith("a_old");
    assertThat(Identifier.suffixed("\"Ix\"", "_old")).isEqualTo("\"Ix_old\"");
  }
}
