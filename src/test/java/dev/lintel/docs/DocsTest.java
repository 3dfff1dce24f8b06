package dev.lintel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The docs show code that is compiled and run, and link to files that are there. */
class DocsTest {

  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

  /** A library's name, its oldest and its newest version. */
  private static final Pattern VERSIONS =
      Pattern.compile(
          "^\\| [\\w.]+:([\\w-]+)[^|]*\\| ([\\d.]+) \\| ([\\d.]+) \\|", Pattern.MULTILINE);

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

  @Test
  void theReadmesFirstExampleIsTheOneThatRunsOnJava8() throws IOException {
    assertThat(code("src/it/plain-java8/src/main/java/shop/Shop.java"))
        .contains(squeeze(blocks("README.md", "java").get(0)));
  }

  @Test
  void theReadmesStatementIsOneOfTheMapper() throws IOException {
    List<String> statements = blocks("README.md", "xml");
    assertThat(code("src/main/resources/mappers/items.xml")).contains(squeeze(statements.get(0)));
  }

  @Test
  void theDomainOfTheGuideIsTheOneThatIsTested() throws IOException {
    String java =
        code("src/test/java/shop/tasks/Task.java")
            + code("src/test/java/shop/tasks/TaskOperations.java")
            + code("src/test/java/shop/tasks/OwnDomainTest.java")
            + code("src/test/java/shop/tasks/TaskConfiguration.java");
    assertThat(blocks("docs/adding-a-domain.md", "java"))
        .hasSize(5)
        .allSatisfy(block -> assertThat(java).contains(squeeze(block)));
    assertThat(blocks("docs/adding-a-domain.md", "xml"))
        .allSatisfy(
            block ->
                assertThat(code("src/test/resources/shop/tasks/TaskMapper.xml"))
                    .contains(squeeze(block)));
    assertThat(blocks("docs/adding-a-domain.md", "sql"))
        .map(DocsTest::squeeze)
        .containsExactly(
            code("src/test/resources/shop/tasks/migrations/V1__create_tasks.sql").trim(),
            code("src/test/resources/shop/tasks/undo/U1__create_tasks.sql").trim());
  }

  @Test
  void theReviewInATestIsTheOneThatRuns() throws IOException {
    String test = code("src/test/java/dev/lintel/OwnReviewTest.java");
    assertThat(test).contains(squeeze(blocks("docs/review.md", "java").get(0)));
    List<String> readme = blocks("README.md", "java");
    assertThat(test).contains(squeeze(readme.get(readme.size() - 1)));
  }

  @Test
  void theVersionsAreThoseThatTheBuildRuns() throws IOException {
    String pom = code("pom.xml");
    Matcher row = VERSIONS.matcher(Files.readString(Path.of("docs/versions.md")));
    int rows = 0;
    while (row.find()) {
      String artifact = "<artifactId>" + row.group(1) + "</artifactId> <version>";
      assertThat(pom)
          .as(row.group())
          .containsAnyOf(
              ".version>" + row.group(2) + "</", // in the profile oldest-versions
              artifact + row.group(2) + "</version>") // or among the jars of DependencyTreeIT
          .contains(".version>" + row.group(3) + "</");
      rows++;
    }
    assertThat(rows).isEqualTo(5);
  }

  /** A block in the guide is a part of the file that was linked last before it. */
  @Test
  void theGuideToSpringShowsWhatTheApplicationsUnderItHave() throws IOException {
    String guide = Files.readString(Path.of("docs/spring.md"));
    Matcher block = BLOCK.matcher(guide);
    int compared = 0;
    while (block.find()) {
      if (block.group(1).equals("sh")) {
        continue; // SpringGuideIT runs these
      }
      Matcher link = LINK.matcher(guide.substring(0, block.start()));
      String file = null;
      while (link.find()) {
        file = link.group(1);
      }
      assertThat(code(Path.of("docs").resolve(file).normalize().toString()))
          .as(file)
          .contains(squeeze(block.group(2)));
      compared++;
    }
    assertThat(compared).isGreaterThan(8);
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!link.group(1).startsWith("http")) {
          assertThat(page.toAbsolutePath().getParent().resolve(link.group(1)).normalize())
              .as(page + " links to " + link.group(1))
              .exists();
          links++;
        }
      }
    }
    assertThat(links).isGreaterThan(10);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("db/README.md")));
    for (String folder : List.of(".", "docs", "docs/adr")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> blocks(String page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of(page)));
    while (block.find()) {
      if (block.group(1).equals(language)) {
        blocks.add(block.group(2));
      }
    }
    assertThat(blocks).as(page + " has no " + language).isNotEmpty();
    return blocks;
  }

  /** With the version that the build puts into the applications' files. */
  private static String code(String file) throws IOException {
    return squeeze(Files.readString(Path.of(file)).replace("@project.version@", "0.1.0"));
  }

  /** Indentation aside. */
  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }
}
