package dev.lintel.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy before a real server; a test stalls, slows, cuts and resets what runs through it. */
final class Wire implements AutoCloseable {

  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private static final long UNLIMITED = Long.MAX_VALUE;

  private final String serverHost;
  private final int serverPort;
  private final ServerSocket listener;
  private final ThreadGroup threads = new ThreadGroup("wire");
  private final List<WireLink> links = new CopyOnWriteArrayList<>();

  /** For each direction, how many bytes a new connection lets pass. */
  private final long[] credit = {UNLIMITED, UNLIMITED};

  private volatile boolean silent;
  private volatile boolean bytewise;
  private volatile long latencyNanos;

  private Wire(String serverHost, int serverPort) {
    this.serverHost = serverHost;
    this.serverPort = serverPort;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("acceptor", this::accept);
  }

  /** Before the server of a URL as {@code DATABASE_URL} takes it. */
  static Wire before(String url) {
    URI uri = URI.create(url);
    return new Wire(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The same URL, but through this wire, and with further parameters. */
  String url(String url, String... parameters) {
    String through =
        url.replaceFirst(
            "@[^/]*/", "@" + listener.getInetAddress().getHostAddress() + ":" + port() + "/");
    String query = String.join("&", parameters);
    if (query.isEmpty()) {
      return through;
    }
    return through + (through.contains("?") ? "&" : "?") + query;
  }

  /** From now on no byte passes in these directions, over connections that are open and new. */
  void stall(Direction... directions) {
    for (Direction direction : directions) {
      stallAfter(direction, 0);
    }
  }

  /** The same once so many bytes more have passed on each connection. */
  synchronized void stallAfter(Direction direction, long bytes) {
    credit[direction.ordinal()] = bytes;
    links.forEach(link -> link.credit(direction, bytes));
  }

  /** No byte passes over the connections that are open; new ones are well. */
  void stallOpenLinks() {
    for (WireLink link : links) {
      for (Direction direction : Direction.values()) {
        link.credit(direction, 0);
      }
    }
  }

  /** In the order in which they were opened, closed ones too. */
  List<WireLink> links() {
    return links;
  }

  /** From now on all passes, also what was held back. */
  synchronized void flow() {
    for (Direction direction : Direction.values()) {
      stallAfter(direction, UNLIMITED);
    }
  }

  /** From now on a new connection is accepted, and nothing follows. */
  void fallSilent() {
    silent = true;
  }

  /** From now on each byte travels in a packet of its own. */
  void passBytewise() {
    bytewise = true;
  }

  /** From now on what is read waits so long before it passes, in both directions. */
  void delay(Duration latency) {
    latencyNanos = latency.toNanos();
  }

  long latencyNanos() {
    return latencyNanos;
  }

  /** Ends every open connection as a process does that closes it. */
  void cut() {
    links.forEach(WireLink::close);
  }

  /** Ends every open connection as a crash or a firewall does, in both directions. */
  void reset() {
    links.forEach(WireLink::reset);
  }

  boolean isBytewise() {
    return bytewise;
  }

  private void accept() {
    while (true) {
      Socket client;
      try {
        client = listener.accept();
      } catch (IOException e) {
        return; // closed
      }
      open(client);
    }
  }

  private synchronized void open(Socket client) {
    try {
      Socket server = silent ? new Socket() : new Socket(serverHost, serverPort);
      WireLink link = new WireLink(this, client, server);
      links.add(link);
      for (Direction direction : Direction.values()) {
        link.credit(direction, credit[direction.ordinal()]);
        if (!silent) {
          start("pump", () -> link.pump(direction));
        }
      }
    } catch (IOException e) {
      WireLink.close(client);
    }
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(threads, work, "wire " + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    OwnThreads.awaitNone(threads);
    cut(); // one that was being accepted
  }
}
