package dev.lintel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.ProcessList;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar, as it was packaged, in a process and a folder of its own. */
@PostgresTest
class ToolsJarIT {

  @TempDir Path folder;

  /** Where the process puts its temporary files, and nobody else does. */
  @TempDir Path temporary;

  private record Ended(int exitCode, String out, String err) {}

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("lintel-[\\d.]+-tools\\.jar"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    }
  }

  private Process start(String url, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-Djava.io.tmpdir=" + temporary, "-jar", jar().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(temporary.resolve("out").toFile());
    builder.redirectError(temporary.resolve("err").toFile());
    if (url == null) {
      builder.environment().remove("DATABASE_URL");
    } else {
      builder.environment().put("DATABASE_URL", url);
    }
    return builder.start();
  }

  private Ended run(String url, String... arguments) throws Exception {
    Process process = start(url, arguments);
    process.getOutputStream().close();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(temporary.resolve("out")),
        Files.readString(temporary.resolve("err")));
  }

  /** Of a server, or of files from the jar. */
  private Optional<Path> temporaryFolder() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("lintel-")).findFirst();
    }
  }

  @Nested
  class Contents {

    @Test
    void mergeWhatFlywayFindsItsPartsBy() throws IOException {
      try (JarFile jar = new JarFile(jar().toFile())) {
        JarEntry plugins =
            jar.getJarEntry("META-INF/services/org.flywaydb.core.extensibility.Plugin");
        assertThat(new String(jar.getInputStream(plugins).readAllBytes()))
            .contains("PostgreSQLDatabaseType", "CoreResourceTypeProvider");
        assertThat(jar.getJarEntry("META-INF/services/java.sql.Driver")).isNotNull();
      }
    }

    @Test
    void holdToolsServerMigrationsAndLicences() throws IOException {
      try (JarFile jar = new JarFile(jar().toFile())) {
        List<String> names = jar.stream().map(JarEntry::getName).toList();
        assertThat(names)
            .contains(
                "dev/lintel/tools/cli/Main.class",
                "lintel/db/migrations/V001__create_parents.sql",
                "lintel/db/undo/U001__create_parents.sql",
                "lintel/db/schema.sql",
                "META-INF/LICENSE",
                "META-INF/licenses/flyway-core/META-INF/LICENSE.txt")
            .anyMatch(name -> name.matches("postgres-.*\\.txz"))
            .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
            .noneMatch(name -> name.endsWith("module-info.class"))
            .doesNotHaveDuplicates();
        assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release"))
            .isEqualTo("true");
      }
    }
  }

  @Nested
  class Commands {

    @Test
    void printTheHelpAsItCanBeCopied() throws Exception {
      Ended help = run(null, "upgrade", "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("  java -jar " + jar() + " upgrade head");
      assertThat(run(null, "--version").out()).matches("lintel \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void goUpAndDownFromAnEmptyFolder(TestDatabase database) throws Exception {
      try (TestDatabase empty = database.createEmpty()) {
        assertThat(run(empty.url(), "upgrade", "head").out())
            .startsWith("Migrations: Lintel's own;")
            .contains("applied 001  create parents")
            .contains(" (head)");
        Ended current = run(empty.url(), "current", "--json");
        JsonNode version = new ObjectMapper().readTree(current.out()).get("version");
        assertThat(version.asText())
            .isEqualTo(
                empty.value(
                    "SELECT version FROM lintel.lintel_schema_history"
                        + " ORDER BY installed_rank DESC LIMIT 1"));
        assertThat(current.err().lines()).hasSize(1).allMatch(line -> line.startsWith("Migra"));
        JsonNode history = new ObjectMapper().readTree(run(empty.url(), "history", "--json").out());
        assertThat(history.get("history")).hasSizeGreaterThan(2);
        Ended script = run(empty.url(), "downgrade", "base", "--sql");
        assertThat(script.out()).contains("DROP TABLE").doesNotContain("Migrations:");
        Ended base = run(empty.url(), "downgrade", "base");
        assertThat(base.exitCode()).isZero();
        assertThat(base.err()).isEmpty();
        assertThat(empty.value("SELECT to_regclass('lintel.items')")).isNull();
      }
    }

    @Test
    void endWithTheirExitCodes(TestDatabase database) throws Exception {
      assertThat(run(null, "current").exitCode()).isEqualTo(2);
      Ended closed = run("postgresql://nobody@127.0.0.1:1/none", "current");
      assertThat(closed.exitCode()).isEqualTo(3);
      assertThat(closed.out()).isEmpty();
      assertThat(closed.err().lines()).hasSize(1).allMatch(line -> line.startsWith("error: "));
      assertThat(run(database.url(), "upgrade", "999").exitCode()).isEqualTo(2);
    }

    @Test
    void checkLintelsOwnOutsideOfAProject(TestDatabase database) throws Exception {
      Ended check = run(null, "check", "--json", "--scratch", database.url());
      assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
      assertThat(new ObjectMapper().readTree(check.out()).get("findings")).isEmpty();
      assertThat(temporaryFolder()).as("what was unpacked").isEmpty();
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    void logOnStderrIfAsked(TestDatabase database) throws Exception {
      Ended quiet = run(database.url(), "current");
      assertThat(quiet.err()).isEmpty();
      Ended verbose = run(database.url(), "current", "--verbose");
      assertThat(verbose.err()).contains("INFO");
      assertThat(verbose.out()).isEqualTo(quiet.out());
    }
  }

  @Nested
  class Servers {

    @BeforeEach
    void copyTheProject() throws IOException {
      Path source = Path.of("db");
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Path copy = folder.resolve("db").resolve(source.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy);
              return FileVisitResult.CONTINUE;
            }
          });
    }

    @Test
    void startForACheckAndGoAwayWithIt() throws Exception {
      Ended check = run(null, "check");
      assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
      assertThat(check.out())
          .startsWith("Migrations: db/migrations")
          .contains("checked schema, up-down-up: no errors");
      assertThat(check.err()).isEmpty();
      assertThat(temporaryFolder()).isEmpty();
      assertThat(serverProcesses()).isEmpty();
    }

    @Test
    void goAwayWithACheckThatIsKilled() throws Exception {
      try (WatchService changes = temporary.getFileSystem().newWatchService()) {
        temporary.register(
            changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
        Process process = start(null, "check");
        Path server = awaitServer(changes);
        process.destroy(); // as Ctrl-C does
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        awaitGone(changes, server);
        for (ProcessHandle left : serverProcesses()) {
          left.onExit().get(1, TimeUnit.MINUTES);
        }
      }
    }

    @Test
    void showNoPasswordInTheListOfProcesses() throws Exception {
      String password = "s3cr3t" + UUID.randomUUID();
      String url = "postgresql://ann:" + password + "@127.0.0.1:1/shop";
      try (WatchService changes = temporary.getFileSystem().newWatchService()) {
        temporary.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
        Process process = start(url, "check");
        try {
          awaitServer(changes);
          List<String> lines = ProcessList.read();
          assertThat(lines)
              .anyMatch(line -> line.contains(temporary.toString()) && line.contains(" check"))
              .anyMatch(line -> line.contains(temporary.toString()) && line.contains("/postgres "))
              .noneMatch(line -> line.contains(password));
        } finally {
          process.destroy();
          assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
      }
    }

    /** Returns its folder once it runs; initdb's server, which comes first, writes no options. */
    private Path awaitServer(WatchService changes) throws Exception {
      while (temporaryFolder().isEmpty()) {
        awaitChange(changes);
      }
      Path server = temporaryFolder().get();
      server.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      while (Files.notExists(server.resolve("postmaster.opts"))) {
        awaitChange(changes);
      }
      return server;
    }

    private void awaitGone(WatchService changes, Path server) throws Exception {
      while (Files.exists(server)) {
        awaitChange(changes);
      }
    }

    private void awaitChange(WatchService changes) throws InterruptedException {
      WatchKey change = changes.poll(1, TimeUnit.MINUTES);
      assertThat(change).isNotNull();
      change.pollEvents();
      change.reset();
    }

    private List<ProcessHandle> serverProcesses() {
      return ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").contains(temporary.toString()))
          .toList();
    }
  }
}
