package dev.lintel.tools.scratch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL, which the library that starts it unpacks once for all on a machine.
 *
 * @param folder a folder below it for each version
 */
record Programs(Path folder) {

  /** The library's names: of what says that all is there, and of what is locked until then. */
  private static final String COMPLETE = ".exists";

  private static final String LOCK = "epg-lock";

  /** Where the library has them if nobody says otherwise. */
  static Programs usual() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    return new Programs(Path.of(System.getProperty("ot.epg.working-dir", temporary.toString())));
  }

  /**
   * Whoever stopped a command while it unpacked left half of them, and the library cannot unpack
   * over that, ever. What somebody unpacks at this moment is left alone.
   */
  void removeHalves() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : (Iterable<Path>) versions.filter(Programs::isHalf)::iterator) {
        removeUnlessLocked(version);
      }
    }
  }

  private static boolean isHalf(Path version) {
    return version.getFileName().toString().startsWith("PG-")
        && Files.isDirectory(version)
        && !Files.exists(version.resolve(COMPLETE));
  }

  private static void removeUnlessLocked(Path version) throws IOException {
    Path file = version.resolve(LOCK);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null && isHalf(version)) {
        remove(version, file);
      }
    } catch (OverlappingFileLockException e) {
      return; // by another thread of this JVM
    } catch (NoSuchFileException e) {
      return; // by somebody else, in the meantime
    }
  }

  private static void remove(Path version, Path except) throws IOException {
    List<Path> content;
    try (Stream<Path> tree = Files.walk(version)) {
      content = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : content) {
      if (!path.equals(version) && !path.equals(except)) {
        Files.delete(path);
      }
    }
  }
}
