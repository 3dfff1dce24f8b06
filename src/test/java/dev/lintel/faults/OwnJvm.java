package dev.lintel.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link JvmToKill} that runs, and is killed at the latest when this is closed. */
final class OwnJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private OwnJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static OwnJvm start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JvmToKill.class.getName());
    command.addAll(List.of(arguments));
    return new OwnJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line that begins so; what the program logs is passed over. */
  String await(String beginning) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("the program ended before it printed: " + beginning);
  }

  /** SIGKILL; returns what it still had printed. */
  List<String> kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // the process' own would close its output
    process.waitFor();
    return output.lines().toList();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
