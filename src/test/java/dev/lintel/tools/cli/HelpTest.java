package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  private static Run run(String... arguments) {
    return Run.with(Map.of(), Path.of(""), arguments).succeeds();
  }

  @Test
  void namesEveryCommandAndExitCode() {
    assertThat(run("--help").out())
        .contains(
            List.of(
                "  upgrade ",
                "  downgrade ",
                "  current ",
                "  history ",
                "  stamp ",
                "  revision ",
                "  check ",
                "  review ",
                "Examples:",
                "lintel downgrade -1",
                "Exit codes: 0 done; 1 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade",
        "downgrade",
        "current",
        "history",
        "stamp",
        "revision",
        "check",
        "review"
      })
  void ofACommandShowsExamplesThatCanBeCopied(String command) {
    String help = run(command, "--help").out();
    assertThat(help).startsWith("Usage: lintel " + command + " ");
    assertThat(help.lines().filter(line -> line.startsWith("  lintel " + command)))
        .hasSizeGreaterThan(1);
    assertThat(help).contains("--verbose", "--json", "--migrations=DIR");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void givesTheVersion() {
    assertThat(run("--version").out()).startsWith("lintel ");
  }
}
