package dev.lintel.faults;

import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's own programs, and a stopped data folder at head to copy, both of an {@link
 * EmbeddedServer}. Made once a JVM; when that ends, even killed, the servers end that run in its
 * folder, and the folder goes.
 */
final class ServerPrograms {

  private static ServerPrograms made;

  private final Path root;
  private final Path programs;
  private int copies;

  private ServerPrograms(Path root, Path programs) {
    this.root = root;
    this.programs = programs;
  }

  static synchronized ServerPrograms get() {
    if (made == null) {
      made = make();
    }
    return made;
  }

  private static ServerPrograms make() {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of("timezone", "UTC"))) {
      Path root = Files.createTempDirectory("lintel-servers-");
      watch(root);
      Path data = dataFolder(server);
      try (Database database = Database.connect(server.url())) {
        Migrations.over(database.dataSource()).upgrade();
      }
      ServerPrograms programs =
          new ServerPrograms(root, postmaster(data).info().command().map(Path::of).orElseThrow());
      programs.control(data, "stop", "-m", "fast");
      copy(data, root.resolve("template"));
      programs.control(data, "start", "-o", "-F -p " + server.port()); // for who stops it
      return programs;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no servers of our own", e);
    }
  }

  private static Path dataFolder(EmbeddedServer server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", "postgres", "");
        ResultSet row = connection.createStatement().executeQuery("SHOW data_directory")) {
      row.next();
      return Path.of(row.getString(1));
    }
  }

  /** A stopped data folder at head that nobody else uses. */
  synchronized Path copyTemplate(String name) {
    Path copy = root.resolve(name + "-" + ++copies);
    copy(root.resolve("template"), copy);
    return copy;
  }

  static void copy(Path from, Path to) {
    run(List.of("cp", "-pR", from.toString(), to.toString()), Redirect.INHERIT);
  }

  static void delete(Path folder) {
    run(List.of("rm", "-rf", folder.toString()), Redirect.INHERIT);
  }

  /** Runs {@code pg_ctl}, which waits until it is done; a server's log stands beside its folder. */
  void control(Path data, String action, String... options) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U")); // as root it does nothing
    }
    Path log = root.resolve(data.getFileName() + ".log");
    command.add(programs.resolveSibling("pg_ctl").toString());
    command.addAll(List.of("-D", data.toString(), "-l", log.toString(), "-t", "60", "-w", action));
    command.addAll(List.of(options));
    run(command, Redirect.appendTo(log.toFile()));
  }

  static void run(List<String> command, Redirect output) {
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
      int result = process.waitFor();
      if (result != 0) {
        String said = output.file() == null ? "" : ": " + Files.readString(output.file().toPath());
        throw new IllegalStateException(command + " ended with " + result + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The server process of a data folder; without one there is no server. */
  static ProcessHandle postmaster(Path data) {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A child whose standard input only this JVM holds: when it closes, servers and folder go. */
  private static void watch(Path root) throws IOException {
    String script =
        """
        trap '' HUP INT TERM
        cat >/dev/null
        for file in "$1"/*/postmaster.pid; do
          if read -r pid 2>/dev/null <"$file"; then kill -QUIT "$pid" 2>/dev/null; fi
        done
        while [ -e "$1" ]; do rm -rf "$1" || sleep 0.1; done
        """;
    new ProcessBuilder("/bin/sh", "-c", script, "watchdog", root.toString())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }
}
