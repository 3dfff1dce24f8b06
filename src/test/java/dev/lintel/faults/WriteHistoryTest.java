package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge of the tests of faults finds what it is there for. */
class WriteHistoryTest {

  private final WriteHistory history = new WriteHistory();

  @BeforeEach
  void fourWrites() {
    List.of("kept", "refused", "unknown", "died").forEach(history::attempted);
    history.acknowledged("kept");
    history.failed("refused");
    history.unknown("unknown");
  }

  @Test
  void unknownWritesMayBeThereOrNot() {
    assertThatCode(() -> history.assertMatches(List.of("kept"))).doesNotThrowAnyException();
    assertThatCode(() -> history.assertMatches(List.of("kept", "unknown", "died")))
        .doesNotThrowAnyException();
    assertThat(history)
        .hasToString("4 writes: 1 acknowledged, 1 failed, 2 unknown; 0 lost, 0 doubled");
  }

  @Test
  void lostDoubledUndeadAndForeignWritesAreFound() {
    assertThatThrownBy(() -> history.assertMatches(List.of("unknown")))
        .hasMessageContaining("acknowledged, but not there")
        .hasMessageContaining("kept");
    assertThatThrownBy(() -> history.assertMatches(List.of("kept", "unknown", "unknown")))
        .hasMessageContaining("there more than once");
    assertThatThrownBy(() -> history.assertMatches(List.of("kept", "refused")))
        .hasMessageContaining("told as failed, but there");
    assertThatThrownBy(() -> history.assertMatches(List.of("kept", "other")))
        .hasMessageContaining("attempted by nobody");
  }

  @Test
  void eachWriteEndsOnce() {
    assertThatThrownBy(() -> history.attempted("kept")).hasMessageContaining("attempted twice");
    assertThatThrownBy(() -> history.failed("kept")).hasMessageContaining("after ACKNOWLEDGED");
    assertThatThrownBy(() -> history.failed("never")).hasMessageContaining("after null");
  }
}
