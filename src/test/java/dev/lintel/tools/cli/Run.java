package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.tools.review.Review;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One run of the command line inside of the tests' JVM. */
record Run(int exitCode, String out, String err) {

  /** With {@code DATABASE_URL} set. */
  static Run on(String url, Path folder, String... arguments) {
    return with(Map.of("DATABASE_URL", url), folder, arguments);
  }

  static Run with(Map<String, String> environment, Path folder, String... arguments) {
    return with(environment, folder, Review::project, arguments);
  }

  /**
   * @param reviews what the command review runs
   */
  static Run with(
      Map<String, String> environment,
      Path folder,
      Function<Path, Review> reviews,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            "lintel", new PrintWriter(out), new PrintWriter(err), environment, folder, () -> false);
    int exitCode = Main.run(terminal, reviews, arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The lines of stdout but for the first, which says which migrations these are. */
  List<String> result() {
    List<String> lines = out.lines().toList();
    assertThat(lines.get(0)).startsWith("Migrations: ");
    return lines.subList(1, lines.size());
  }

  JsonNode json() {
    assertThat(out.lines()).as(out + err).hasSize(1);
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError(out, e);
    }
  }

  /** Done, and nothing to say besides. */
  Run succeeds() {
    assertThat(exitCode).as(out + err).isZero();
    return this;
  }

  /** One line on stderr that a person can act on, and nothing of Java's insides. */
  String fails(int expectedCode) {
    assertThat(exitCode).as(out + err).isEqualTo(expectedCode);
    List<String> lines = err.lines().filter(line -> !line.startsWith("Migrations: ")).toList();
    assertThat(lines).as(out + err).hasSize(1);
    assertThat(lines.get(0))
        .startsWith("error: ")
        .doesNotContain("Exception", "\tat ", "java.", "org.", "dev.lintel");
    return lines.get(0);
  }
}
