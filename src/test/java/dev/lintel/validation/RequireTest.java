package dev.lintel.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import org.junit.jupiter.api.Test;

class RequireTest {

  @Test
  void countsCharactersAsPostgresqlDoes() {
    String emoji = "\uD83D\uDE00";
    assertThat(Require.text("name", emoji.repeat(3), 3)).isEqualTo(emoji.repeat(3));
    assertThatThrownBy(() -> Require.text("name", emoji.repeat(4), 3))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("name: expected at most 3 characters, but was 4");
    assertThat(Require.text("name", "", 3)).isEmpty();
  }

  @Test
  void namesTheFieldAndThePlaceInText() {
    assertThatThrownBy(() -> Require.text("name", null, 3))
        .hasMessage("name: expected a value, but was null");
    assertThatThrownBy(() -> Require.text("name", "a\u0000", 3))
        .hasMessage(
            "name: expected text that PostgreSQL can hold, but was 'a\\u0000' with U+0000 at"
                + " index 1");
    assertThatThrownBy(() -> Require.optionalText("description", "\uD83D"))
        .hasMessageContaining("a lone surrogate U+D83D at index 0");
    assertThat(Require.optionalText("description", null)).isNull();
  }

  @Test
  void shortensWhatItShows() {
    assertThatThrownBy(() -> Require.text("name", "x".repeat(1_000_000) + "\u0000", 200))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300))
        .hasMessageContaining("U+0000 at index 1000000");
  }

  @Test
  void boundsLimits() {
    assertThat(Require.limit(1)).isEqualTo(1);
    assertThat(Require.limit(100_000)).isEqualTo(100_000);
    for (int bad : new int[] {0, -1, Integer.MIN_VALUE, 100_001, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> Require.limit(bad))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("limit: expected 1 to 100000, but was " + bad);
    }
  }
}
