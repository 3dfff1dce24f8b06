package dev.lintel.tools.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.review.database.ReviewDatabase;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.rules.Rule;
import dev.lintel.tools.review.rules.Rules;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Seeded mappers: a comment above each statement says what the review must find in it, {@code
 * expect: code [on table] [in branch]}, one a line, or {@code expect: nothing}. What is found and
 * not expected fails just as what is expected and not found. What not every server understands says
 * {@code since} or {@code before} which version.
 */
@PostgresTest
class SeededCasesTest {

  private static final Path CASES = Path.of("src/test/resources/review");
  private static final Pattern EXPECTED =
      Pattern.compile(
          "expect: (?<code>[a-z-]+)(?: on (?<table>\\S+))?(?: in (?<branch>.+?))?"
              + "(?: (?<when>since|before) (?<major>\\d+))?\\s*$",
          Pattern.MULTILINE);

  private static Analysis analysis;

  @BeforeAll
  static void review(TestDatabase test) {
    Project project =
        Project.in(CASES)
            .withFiles(
                CASES.resolve("schema.sql"), CASES.resolve("volume.sql"), CASES.resolve("none"))
            .inSchema("shop", "none");
    MapperSet mappers =
        MapperSet.read(CASES.resolve("mappers"), SeededCasesTest.class.getClassLoader());
    try (ScratchServer server = ScratchServer.at(test.scratchUrl());
        ReviewDatabase database = ReviewDatabase.create(project, true, server, step -> {})) {
      analysis = Analysis.of(mappers, true, database, Set.of(), step -> {});
    }
  }

  @TestFactory
  Stream<DynamicTest> statements() {
    return analysis.statements().stream()
        .map(statement -> DynamicTest.dynamicTest(statement.name(), () -> check(statement)));
  }

  private static void check(StatementReview statement) {
    List<ReviewFinding> found =
        analysis.findings().stream()
            .filter(finding -> finding.subject().equals(statement.name()))
            .filter(finding -> finding.severity() != Severity.INFO)
            .toList();
    Set<String> codes = new TreeSet<>();
    Matcher expected = EXPECTED.matcher(statement.statement().comment());
    boolean said = false;
    while (expected.find()) {
      said = true;
      if (!isOfThisServer(expected)) {
        continue;
      }
      String code = expected.group("code");
      if (!code.equals("nothing")) {
        codes.add(code);
        assertThat(found)
            .as("%s of %s%n%s", expected.group(), statement.name(), shown(statement))
            .anySatisfy(
                finding -> {
                  assertThat(finding.code()).isEqualTo(code);
                  if (expected.group("table") != null) {
                    assertThat(finding.table()).isEqualTo("shop." + expected.group("table"));
                  }
                  if (expected.group("branch") != null) {
                    assertThat(finding.branch()).startsWith(expected.group("branch"));
                  }
                });
      }
    }
    assertThat(said).as("%s says what to expect", statement.name()).isTrue();
    assertThat(new TreeSet<>(found.stream().map(ReviewFinding::code).toList()))
        .as("%s: %s%n%s", statement.name(), found, shown(statement))
        .isEqualTo(codes);
  }

  private static boolean isOfThisServer(Matcher expected) {
    if (expected.group("when") == null) {
      return true;
    }
    int major = Integer.parseInt(analysis.server().replaceFirst("\\D*(\\d+).*", "$1"));
    boolean reached = major >= Integer.parseInt(expected.group("major"));
    return reached == expected.group("when").equals("since");
  }

  private static String shown(StatementReview statement) {
    StringBuilder text = new StringBuilder();
    statement
        .branches()
        .forEach(
            branch -> {
              text.append("[")
                  .append(branch.label())
                  .append("] ")
                  .append(branch.sql())
                  .append('\n');
              if (branch.generic() != null) {
                branch
                    .generic()
                    .all()
                    .forEach(
                        node ->
                            text.append("  ")
                                .append(node.type())
                                .append(' ')
                                .append(node.table())
                                .append(' ')
                                .append(node.index())
                                .append(' ')
                                .append(node.rows())
                                .append('\n'));
              }
            });
    return text.toString();
  }

  /** Bad ones and good ones. */
  @Test
  void areMany() {
    assertThat(analysis.statements()).hasSizeGreaterThanOrEqualTo(100);
  }

  @Test
  void showEachRule() {
    assertThat(analysis.findings().stream().map(ReviewFinding::code))
        .containsAll(Rules.all().stream().map(Rule::code).toList());
  }
}
