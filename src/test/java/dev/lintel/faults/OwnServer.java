package dev.lintel.faults;

import dev.lintel.testing.FreePort;
import dev.lintel.testing.LockWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server at head, on a port of its own, that a test stops, kills and promotes as it likes. It
 * keeps what it acknowledged if its processes are killed, not if the machine fails: {@code fsync}
 * is off, as for all servers of the tests.
 */
final class OwnServer implements AutoCloseable {

  private final Path data;
  private final int port;

  private OwnServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Not started yet. */
  static OwnServer create(String name) {
    OwnServer server = new OwnServer(ServerPrograms.get().copyTemplate(name), FreePort.find());
    server.configure("port", String.valueOf(server.port));
    server.configure("listen_addresses", "127.0.0.1");
    server.configure("unix_socket_directories", "");
    server.configure("max_connections", "200"); // a standby takes no fewer than the folder had
    server.configure("shared_buffers", "32MB");
    server.configure("fsync", "off");
    server.configure("dynamic_shared_memory_type", "mmap"); // killed, it leaves none in /dev/shm
    server.configure("synchronous_commit", "on");
    return server;
  }

  /** For its next start; the last value of a setting counts. */
  OwnServer configure(String setting, String value) {
    try {
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          setting + " = '" + value.replace("'", "''") + "'\n",
          StandardOpenOption.APPEND);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From its next start on it follows that server, and takes no write. */
  OwnServer follow(OwnServer primary) {
    configure("primary_conninfo", "host=127.0.0.1 user=postgres port=" + primary.port);
    configure("synchronous_standby_names", "");
    try {
      Files.writeString(data.resolve("standby.signal"), "");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once it takes connections. */
  OwnServer start() {
    ServerPrograms.get().control(data, "start");
    return this;
  }

  /** Writes out all that it has, to its standby too. */
  void stop() {
    ServerPrograms.get().control(data, "stop", "-m", "fast");
  }

  /** As after a crash: the next start recovers. */
  void stopImmediately() {
    ServerPrograms.get().control(data, "stop", "-m", "immediate");
  }

  /** SIGKILL, for all its processes. */
  void kill() {
    ProcessHandle postmaster = ServerPrograms.postmaster(data);
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /** It gets nothing more from its primary until what is returned is closed. */
  AutoCloseable stallReceiver() {
    String receiver = value("SELECT pid FROM pg_stat_wal_receiver");
    ServerPrograms.run(List.of("kill", "-STOP", receiver), Redirect.INHERIT);
    return () -> ServerPrograms.run(List.of("kill", "-CONT", receiver), Redirect.INHERIT);
  }

  /** Returns once it takes writes. */
  void promote() {
    ServerPrograms.get().control(data, "promote");
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  String url() {
    return "postgresql://postgres@" + address() + "/postgres";
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + address() + "/postgres?user=postgres";
  }

  /** The first value of the first row, read past Lintel. */
  String value(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns once a query says true. */
  void awaitTrue(String sql) {
    LockWait.awaitTrue(jdbcUrl(), Duration.ofMinutes(1), sql, "never true: " + sql);
  }

  @Override
  public void close() {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      try {
        stopImmediately();
      } catch (IllegalStateException killed) {
        // nothing runs; what its crash left in shared memory, a start would have cleared
      }
    }
    ServerPrograms.delete(data);
  }
}
