package dev.lintel.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with the tests' class path. What it prints is for the test to read; a read cannot be
 * interrupted, so that a watchdog kills a JVM that lives too long.
 */
public final class OwnJvm implements AutoCloseable {

  private static final int LIFETIME_MINUTES = Load.of(4, 20);
  private static final int KILLED = 128 + 9;

  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread thread = new Thread(run, "watchdog of the tests' own JVMs");
            thread.setDaemon(true);
            return thread;
          });

  private final Process process;
  private final Future<?> watchdog;
  private final BufferedReader output;
  private final List<String> read = new ArrayList<>();

  private OwnJvm(Process process) {
    this.process = process;
    this.watchdog =
        WATCHDOG.schedule(
            () -> process.toHandle().destroyForcibly(), LIFETIME_MINUTES, TimeUnit.MINUTES);
    this.output = process.inputReader();
  }

  public static OwnJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * @param options of the JVM
   */
  public static OwnJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    return start(List.of(), options, main, arguments);
  }

  /**
   * @param command what runs it, for example {@code unshare -U}; may be empty
   */
  public static OwnJvm startUnder(List<String> command, Class<?> main, String... arguments)
      throws IOException {
    return start(command, List.of(), main, arguments);
  }

  private static OwnJvm start(
      List<String> command, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(command);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(List.of(arguments));
    return new OwnJvm(new ProcessBuilder(line).redirectErrorStream(true).start());
  }

  /** The rest of the next line that begins so. */
  public String await(String beginning) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.add(line);
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new AssertionError("ended without a line " + beginning + ": " + String.join("\n", read));
  }

  /** What follows the beginning in each line that has it, until the JVM ends well. */
  public List<String> awaitEnd(String beginning) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      read.add(line);
      if (line.startsWith(beginning)) {
        found.add(line.substring(beginning.length()));
      }
    }
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join("\n", read));
    }
    return found;
  }

  /** Closes its standard input, which asks it to end, and returns its exit code. */
  public int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }

  /** SIGKILL, for a JVM that still runs; returns what it still had printed. */
  public List<String> kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.toHandle().destroyForcibly(); // the process' own would close its output
    int exit = process.waitFor();
    List<String> rest = output.lines().toList();
    if (!alive || exit != KILLED) {
      throw new AssertionError(
          "it ended by itself with " + exit + ": " + read + " " + String.join("\n", rest));
    }
    return rest;
  }

  /** Closes its standard input, which asks it to end, and sees to it that it does. */
  @Override
  public void close() throws IOException, InterruptedException {
    watchdog.cancel(false);
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
