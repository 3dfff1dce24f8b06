package dev.lintel.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port whose connections are never made: its queue is full, and the kernel drops whatever asks.
 */
final class SwallowingPort implements AutoCloseable {

  private static final int MORE_THAN_THE_QUEUE = 20;

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  private SwallowingPort() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static SwallowingPort open() {
    try {
      SwallowingPort port = new SwallowingPort();
      port.fill();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      Socket socket = new Socket();
      queue.add(socket);
      try {
        socket.connect(new InetSocketAddress(listener.getInetAddress(), number()), 300);
      } catch (SocketTimeoutException e) {
        return; // it is full
      }
    }
    close();
    throw new IllegalStateException("a queue of one takes " + MORE_THAN_THE_QUEUE);
  }

  int number() {
    return listener.getLocalPort();
  }

  String url(String credentials) {
    return "postgresql://" + credentials + "@127.0.0.1:" + number() + "/d";
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queue) {
      socket.close();
    }
    listener.close();
  }
}
