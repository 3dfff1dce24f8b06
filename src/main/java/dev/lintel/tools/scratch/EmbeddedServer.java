package dev.lintel.tools.scratch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A real PostgreSQL that this JVM starts and stops; it ends with the JVM, even a killed one. */
public final class EmbeddedServer implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final Process watchdog;

  private EmbeddedServer(EmbeddedPostgres postgres, Process watchdog) {
    this.postgres = postgres;
    this.watchdog = watchdog;
  }

  /** Starts a server on a free port, with an empty data folder of its own, in UTC. */
  public static EmbeddedServer start() {
    return start(Map.of("timezone", "UTC"));
  }

  /**
   * Starts a server with settings of {@code postgresql.conf} beside those that make it fast. Locale
   * C and UTF-8, so that two machines sort, plan and print alike.
   *
   * @throws IllegalStateException if there is none for this machine, or it does not start
   * @throws UncheckedIOException the same
   */
  public static EmbeddedServer start(Map<String, String> settings) {
    Programs programs = Programs.usual();
    try {
      programs.removeHalves();
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path data = temporary.resolve("lintel-postgres-" + UUID.randomUUID());
      Process watchdog = watch(data);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(programs.folder().toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setPGStartupWait(Duration.ofMinutes(1))
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_connections", "200")
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("encoding", "UTF8");
      settings.forEach(builder::setServerConfig);
      return new EmbeddedServer(builder.start(), watchdog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExceptionInInitializerError e) { // what the library throws if it cannot unpack
      throw new IllegalStateException(
          programs.folder() + ": PostgreSQL cannot be unpacked there: " + e.getCause(), e);
    }
  }

  public String url() {
    return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  public int port() {
    return postgres.getPort();
  }

  /**
   * A child whose standard input only this JVM holds: when it closes, the server has to go, with
   * its folder. It is there before both, and takes no notice of a Ctrl-C.
   */
  private static Process watch(Path data) throws IOException {
    if (!Files.isExecutable(Path.of("/bin/sh"))) {
      return null;
    }
    String script =
        """
        trap '' HUP INT TERM
        cat >/dev/null
        if read -r pid 2>/dev/null <"$1/postmaster.pid"; then
          kill -INT "$pid" 2>/dev/null
          while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
        fi
        while [ -e "$1" ]; do rm -rf "$1" || sleep 0.1; done
        """;
    return new ProcessBuilder("/bin/sh", "-c", script, "watchdog", data.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public void close() {
    try {
      postgres.close();
      if (watchdog != null) {
        watchdog.getOutputStream().close();
        watchdog.waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
