package dev.lintel.faults;

import dev.lintel.testing.OwnJvm;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server of a JVM of its own, which alone sees a small file system in the place of a folder: in a
 * mount namespace of their own, that ends with them. It needs no privilege but that a user may make
 * namespaces, as most Linux systems let them.
 */
final class ServerOnSmallDisk {

  private ServerOnSmallDisk() {}

  static boolean isPossible() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no unshare: not Linux
    }
  }

  /** The URL is what it prints after {@code url }. */
  static OwnJvm start(Path folder, int megabytes) throws IOException {
    String mount =
        "mount -t tmpfs -o mode=0700,size=" + megabytes + "m tmpfs \"$0\" && exec \"$@\"";
    return OwnJvm.startUnder(
        List.of("unshare", "-Urm", "sh", "-c", mount, folder.toString()), ServerOnSmallDisk.class);
  }

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedServer server = EmbeddedServer.start(Map.of())) {
      System.out.println("url " + server.url());
      System.in.transferTo(System.out);
    }
  }
}
