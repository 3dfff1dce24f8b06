package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.result.Acceptance;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @ParameterizedTest
  @CsvSource({"0,0 bytes", "1023,1023 bytes", "1024,1.0 kB", "12500000,12 MB", "1288490188,1.2 GB"})
  void bytes(long bytes, String text) {
    assertThat(Words.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.2,0.20 ms", "96,96 ms", "7500,7.5 s", "384000,6.4 min"})
  void times(double millis, String text) {
    assertThat(Words.millis(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,~1", "1,~10", "2,~10²", "9,~10⁹", "12,~10¹²"})
  void magnitudes(int power, String text) {
    assertThat(Words.magnitude(power)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,row,no rows",
    "1,row,1 row",
    "2000,row,'2,000 rows'",
    "2,index,2 indexes",
    "2,branch,2 branches"
  })
  void counts(long count, String noun, String text) {
    assertThat(Words.counted(count, noun)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null,age unknown",
        "2026-11-25,since today",
        "2026-11-24,'for 1 day, since 2026-11-24'",
        "2027-01-01,from 2027-01-01"
      })
  void ages(LocalDate on, String text) {
    assertThat(Words.age(new Acceptance("c", "r", "b", on, null), TODAY)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null,without end",
        "2026-11-24,expired on 2026-11-24",
        "2026-11-25,'until 2026-11-25, today'",
        "2026-11-26,'until 2026-11-26, 1 day left'"
      })
  void ends(LocalDate until, String text) {
    assertThat(Words.end(new Acceptance("c", "r", "b", null, until), TODAY)).isEqualTo(text);
  }

  @Test
  void harmfulCharactersAreReplaced() {
    assertThat(Harmless.text("a\u0000\u001B\u202E\uD800b\u0085\uFFFF"))
        .isEqualTo("a\uFFFD\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD");
    assertThat(Harmless.text("a\r\nb\rc\t😀ü")).isEqualTo("a\nb\nc\t😀ü");
    assertThat(Harmless.text(null)).isEmpty();
    assertThat(Harmless.line(" a\n  b ")).isEqualTo("a b");
  }
}
