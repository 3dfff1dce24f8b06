package dev.lintel.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.NaughtyStrings;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {

  @Nested
  class Problem {

    @Test
    void namesTheFirstCharacterThatPostgresqlCannotHold() {
      assertThat(Text.problem("ab\u0000")).isEqualTo("U+0000 at index 2");
      assertThat(Text.problem("\uD800")).isEqualTo("a lone surrogate U+D800 at index 0");
      assertThat(Text.problem("a\uDFFF")).isEqualTo("a lone surrogate U+DFFF at index 1");
      assertThat(Text.problem("\uDE00\uD83D")).isEqualTo("a lone surrogate U+DE00 at index 0");
      assertThat(Text.problem("\uD83D\uD83D\uDE00"))
          .isEqualTo("a lone surrogate U+D83D at index 0");
      assertThat(Text.problem("\uD83D\uDE00\u0000")).isEqualTo("U+0000 at index 2");
    }

    static List<String> storable() {
      return NaughtyStrings.all();
    }

    @ParameterizedTest
    @MethodSource("storable")
    void isNullForAllOtherText(String text) {
      assertThat(Text.problem(text)).isNull();
    }
  }

  @Nested
  class Visible {

    @Test
    void quotes() {
      assertThat(Text.visible("Lamp")).isEqualTo("'Lamp'");
      assertThat(Text.visible("")).isEqualTo("''");
      assertThat(Text.visible(null)).isEqualTo("null");
      assertThat(Text.visible("null")).isEqualTo("'null'");
    }

    @Test
    void escapesWhatBreaksALine() {
      assertThat(Text.visible("a\nb\r\nc\td")).isEqualTo("'a\\nb\\r\\nc\\td'");
      assertThat(Text.visible("\u000B\f\u0085")).isEqualTo("'\\u000B\\u000C\\u0085'");
      assertThat(Text.visible("\u2028\u2029")).isEqualTo("'\\u2028\\u2029'");
    }

    @Test
    void escapesWhatMovesOrColoursATerminal() {
      assertThat(Text.visible("\u001b[2J\u009b1A\b\u007f"))
          .isEqualTo("'\\u001B[2J\\u009B1A\\u0008\\u007F'");
    }

    @Test
    void escapesWhatReversesOrHidesText() {
      assertThat(Text.visible("\u202e\u2066\u200b\ufeff\u061c"))
          .isEqualTo("'\\u202E\\u2066\\u200B\\uFEFF\\u061C'");
    }

    @Test
    void tellsAnEscapeFromTextThatLooksLikeOne() {
      assertThat(Text.visible("\\n")).isEqualTo("'\\\\n'");
      assertThat(Text.visible("\n")).isEqualTo("'\\n'");
    }

    @Test
    void showsWhatCannotBeStored() {
      assertThat(Text.visible("\u0000\uD800")).isEqualTo("'\\u0000\\uD800'");
    }

    @Test
    void leavesReadableTextAsItIs() {
      String text = "\u00e9 \u65e5\u672c \u0627\u0644 \ud83d\ude00 {} %s 'x'";
      assertThat(Text.visible(text)).isEqualTo("'" + text + "'");
    }

    @Test
    void cutsAfterAHundredCharactersAndNeverInsideOne() {
      String emoji = "\ud83d\ude00";
      assertThat(Text.visible(emoji.repeat(100))).isEqualTo("'" + emoji.repeat(100) + "'");
      assertThat(Text.visible(emoji.repeat(101)))
          .startsWith("'" + emoji.repeat(100) + "'\u2026")
          .doesNotContain(emoji.repeat(101));
    }

    static List<String> naughty() {
      return NaughtyStrings.all();
    }

    @ParameterizedTest
    @MethodSource("naughty")
    void holdsOneLineOfVisibleCharacters(String text) {
      for (String shown : List.of(Text.visible(text), Text.line(text))) {
        assertThat(shown.codePoints())
            .allMatch(c -> c == ' ' || !Character.isISOControl(c))
            .noneMatch(c -> Character.getType(c) == Character.FORMAT)
            .noneMatch(c -> c == 0x2028 || c == 0x2029);
        assertThat(shown.lines().count()).isLessThanOrEqualTo(1);
      }
    }
  }

  @Nested
  class Line {

    @Test
    void escapesWithoutQuotes() {
      assertThat(Text.line("a\nb")).isEqualTo("a\\nb");
      assertThat(Text.line(null)).isEqualTo("no message");
    }

    @Test
    void cutsAfterAThousandCharacters() {
      assertThat(Text.line("x".repeat(1000))).isEqualTo("x".repeat(1000));
      assertThat(Text.line("x".repeat(1001))).isEqualTo("x".repeat(1000) + "\u2026");
    }
  }
}
