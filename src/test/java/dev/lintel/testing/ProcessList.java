package dev.lintel.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What anybody on the machine sees of its processes: {@code ps -ef}. */
public final class ProcessList {

  private ProcessList() {}

  /** The command line of each process that is still there. */
  public static List<String> read() {
    return ProcessHandle.allProcesses()
        .map(ProcessList::commandLine)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Whole, where {@link ProcessHandle.Info} leaves out what a server's session names itself. */
  private static String commandLine(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }
}
