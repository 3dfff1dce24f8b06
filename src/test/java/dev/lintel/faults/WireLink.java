package dev.lintel.faults;

import dev.lintel.faults.Wire.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** One connection through a {@link Wire}: two sockets, and a pump for each direction. */
final class WireLink {

  private final Wire wire;
  private final Socket client;
  private final Socket server;
  private final long[] credit = new long[2];
  private final boolean[] held = new boolean[2];
  private boolean closed;

  WireLink(Wire wire, Socket client, Socket server) throws IOException {
    this.wire = wire;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  synchronized void credit(Direction direction, long bytes) {
    credit[direction.ordinal()] = bytes;
    notifyAll();
  }

  /** Whether bytes wait here that may not pass. */
  synchronized boolean holdsBack(Direction direction) {
    return held[direction.ordinal()];
  }

  void pump(Direction direction) {
    boolean toServer = direction == Direction.TO_SERVER;
    byte[] bytes = new byte[8192];
    try {
      InputStream in = (toServer ? client : server).getInputStream();
      OutputStream out = (toServer ? server : client).getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        TimeUnit.NANOSECONDS.sleep(wire.latencyNanos());
        for (int sent = 0; sent < read; ) {
          int passing = allowed(direction, wire.isBytewise() ? 1 : read - sent);
          out.write(bytes, sent, passing);
          sent += passing;
        }
      }
    } catch (IOException | InterruptedException e) {
      // one side has gone, and so goes the other
    }
    close();
  }

  private synchronized int allowed(Direction direction, int wanted)
      throws IOException, InterruptedException {
    int i = direction.ordinal();
    while (credit[i] == 0 && !closed) {
      held[i] = true;
      wait();
    }
    held[i] = false;
    if (closed) {
      throw new IOException("closed");
    }
    int allowed = (int) Math.min(wanted, credit[i]);
    credit[i] -= credit[i] == Long.MAX_VALUE ? 0 : allowed;
    return allowed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
    close(client);
    close(server);
  }

  synchronized void reset() {
    linger(client);
    linger(server);
    close();
  }

  /** A close sends RST then, and drops what was not sent. */
  private static void linger(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone all the same
    }
  }
}
