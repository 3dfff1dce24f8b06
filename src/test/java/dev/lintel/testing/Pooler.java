package dev.lintel.testing;

import dev.lintel.tools.scratch.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pgbouncer in transaction mode before an embedded server. Each transaction runs on another
 * server connection than the one before, so that whatever counts on a session is found.
 */
final class Pooler implements AutoCloseable {

  private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");
  private static final Duration START = Duration.ofSeconds(30);

  private final EmbeddedServer server;
  private final Path folder;
  private final Process process;
  private final int port;
  private final boolean prepares;

  private Pooler(String program, EmbeddedServer server) throws Exception {
    this.server = server;
    this.prepares = prepares(program);
    this.port = FreePort.find();
    this.folder = Files.createTempDirectory("lintel-pooler-");
    Path log = folder.resolve("log");
    this.process =
        start(program, Files.writeString(folder.resolve("pgbouncer.ini"), settings()), log);
    long end = System.nanoTime() + START.toNanos();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(program + " does not start: " + Files.readString(log));
      }
    }
  }

  static Pooler start(String program, EmbeddedServer server) {
    try {
      return new Pooler(program, server);
    } catch (Exception e) {
      server.close();
      throw new IllegalStateException(program + ": " + e.getMessage(), e);
    }
  }

  /** Since 1.21 it carries prepared statements from one server connection to the next. */
  private static boolean prepares(String program) throws IOException, InterruptedException {
    Process version = new ProcessBuilder(program, "--version").start();
    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    version.waitFor();
    Matcher numbers = VERSION.matcher(said);
    if (!numbers.find()) {
      throw new IllegalStateException("expected PgBouncer 1.18.0 or the like, but it is " + said);
    }
    return Integer.parseInt(numbers.group(1)) > 1 || Integer.parseInt(numbers.group(2)) >= 21;
  }

  private String settings() {
    return """
        [databases]
        * = host=127.0.0.1 port=%d user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        server_round_robin = 1
        default_pool_size = 30
        max_client_conn = 1000
        ignore_startup_parameters = extra_float_digits
        %s
        """
        .formatted(server.port(), port, prepares ? "max_prepared_statements = 200" : "");
  }

  /** It refuses to be root. It ends with this JVM, which holds its shell's standard input. */
  private static Process start(String program, Path settings, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            "\"$1\" \"$2\" & trap '' HUP INT TERM; cat >/dev/null; kill -KILL $!; wait $!",
            "pooler",
            program,
            settings.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** As an application would have it: no start-up options, and what an old one needs. */
  String url(String database) {
    return "postgresql://postgres@127.0.0.1:"
        + port
        + "/"
        + database
        + (prepares ? "?options=" : "?prepareThreshold=0&options=");
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(10, TimeUnit.SECONDS);
      for (String file : new String[] {"pgbouncer.ini", "log"}) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.close();
    }
  }
}
