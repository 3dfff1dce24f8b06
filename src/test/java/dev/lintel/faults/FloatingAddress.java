package dev.lintel.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An address that is moved from one server to another, as of a load balancer or a DNS name: new
 * connections go to the new one, those that are open stay where they are.
 */
final class FloatingAddress implements AutoCloseable {

  private final ServerSocket address;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile int port;

  FloatingAddress(OwnServer server) throws IOException {
    this.address = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    moveTo(server);
    inThread(this::accept);
  }

  void moveTo(OwnServer server) {
    port = server.port();
  }

  String url() {
    return "postgresql://postgres@127.0.0.1:" + address.getLocalPort() + "/postgres";
  }

  private void accept() {
    while (!address.isClosed()) {
      try {
        Socket client = address.accept();
        open.add(client);
        connect(client);
      } catch (IOException e) {
        continue; // closed
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      open.add(server);
      inThread(() -> pass(client, server));
      inThread(() -> pass(server, client));
    } catch (IOException e) {
      client.close(); // nobody is there
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      return; // the other side is closed
    }
  }

  private static void inThread(Runnable work) {
    Thread thread = new Thread(work, "floating address");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its threads end with its sockets. */
  @Override
  public void close() throws IOException {
    address.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
