package dev.lintel.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of the loopback address for a server that a test starts. */
public final class FreePort {

  private FreePort() {}

  /** Below the ports that clients get: while the server is down, nobody else takes it. */
  public static int find() {
    for (int i = 0; i < 1_000; i++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        continue; // taken
      }
    }
    throw new IllegalStateException("no free port");
  }
}
