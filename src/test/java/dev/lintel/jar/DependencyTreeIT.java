package dev.lintel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar with the jars that docs/versions.md says it brings, and no others. That Maven
 * brings just these is checked by src/it/dependency-tree.
 */
@PostgresTest
class DependencyTreeIT {

  private static final Pattern ARTIFACT =
      Pattern.compile("[ |+\\\\-]+([\\w.-]+):([\\w.-]+):jar:([\\w.-]+):(compile|runtime)");

  /** One dependency of a class, as jdeps prints it. */
  private static final Pattern MISSING = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+not found");

  @TempDir Path folder;

  @Test
  void operationsNeedNothingBesides(TestDatabase database) throws Exception {
    run(database, jars());
  }

  @Test
  void operationsRunOnTheOldestOfEach(TestDatabase database) throws Exception {
    List<Path> jars = new ArrayList<>(List.of(jars().get(0)));
    try (Stream<Path> oldest = Files.list(Path.of("target/oldest"))) {
      oldest.forEach(jars::add);
    }
    assertThat(jars).hasSize(4);
    run(database, jars);
  }

  private void run(TestDatabase database, List<Path> jars) throws Exception {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path(jars),
                "src/test/java/dev/lintel/jar/OnlyItsDependencies.java",
                database.jdbcUrl())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    // slf4j may say before that nothing is bound to it
    assertThat(Files.readString(out)).endsWith("ready {watts=40} 1 1" + System.lineSeparator());
    database.execute("DELETE FROM lintel.items WHERE status = 'ready'");
  }

  @Test
  void optionalLibrariesAreLinkedWhereTheyAreUsedAlone() throws IOException {
    List<Path> jars = jars();
    StringWriter out = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int status =
        jdeps.run(
            new PrintWriter(out),
            new PrintWriter(out),
            "--multi-release=base",
            "-verbose:class",
            "-filter:none",
            "-cp",
            path(jars.subList(1, jars.size())),
            jars.get(0).toString());
    assertThat(status).as(out.toString()).isZero();
    Map<String, TreeSet<String>> users = new TreeMap<>();
    Matcher missing = MISSING.matcher(out.toString());
    while (missing.find()) {
      users
          .computeIfAbsent(library(missing.group(2)), library -> new TreeSet<>())
          .add(missing.group(1).replaceAll("\\$.*", ""));
    }
    assertThat(users.keySet())
        .containsExactly("com.zaxxer", "org.flywaydb", "org.mybatis.spring", "org.springframework");
    assertThat(users.get("com.zaxxer"))
        .containsExactly("dev.lintel.session.Eviction", "dev.lintel.session.Pool");
    assertThat(users.get("org.flywaydb")).containsExactly("dev.lintel.migrations.FlywayRunner");
    assertThat(users.get("org.mybatis.spring")).allMatch(DependencyTreeIT::isOfSpring);
    assertThat(users.get("org.springframework")).allMatch(DependencyTreeIT::isOfSpring);
  }

  private static boolean isOfSpring(String className) {
    return className.startsWith("dev.lintel.spring.");
  }

  private static String path(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static String library(String className) {
    return Stream.of("com.zaxxer", "org.flywaydb", "org.mybatis.spring", "org.springframework")
        .filter(library -> className.startsWith(library + "."))
        .findFirst()
        .orElse(className);
  }

  /** Lintel's own first, as it was packaged, then the others from the tests' class path. */
  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    String page = Files.readString(Path.of("docs/versions.md"));
    String tree = page.substring(page.indexOf("\\- dev.lintel:lintel:jar:"));
    Matcher artifact = ARTIFACT.matcher(tree.substring(0, tree.indexOf("```")));
    while (artifact.find()) {
      String name = artifact.group(2) + "-" + artifact.group(3) + ".jar";
      jars.add(jars.isEmpty() ? Path.of("target", name).toAbsolutePath() : onTheClassPath(name));
    }
    assertThat(jars).hasSizeGreaterThan(4).allSatisfy(jar -> assertThat(jar).exists());
    return jars;
  }

  private static Path onTheClassPath(String name) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not on the tests' class path"));
  }
}
