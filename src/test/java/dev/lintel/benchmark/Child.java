package dev.lintel.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for one peer, with the class path of this one, which prints one answer. */
final class Child {

  /** What the line of the answer begins with. */
  static final String ANSWER = "answer ";

  /** Where the child finds the server's URL: on a command line everybody would see the password. */
  static final String URL_VARIABLE = "BENCHMARK_URL";

  private Child() {}

  /**
   * @param millis from before the start of the process until its answer was here
   */
  record Answer(double millis, String text) {}

  static Answer run(Class<?> main, String url, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(URL_VARIABLE, url);
    StringBuilder printed = new StringBuilder();
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ANSWER)) {
          double millis = (System.nanoTime() - start) / 1_000_000.0;
          return new Answer(millis, line.substring(ANSWER.length()));
        }
        printed.append(line).append('\n');
      }
      throw new IllegalStateException(
          main.getSimpleName()
              + " "
              + List.of(arguments)
              + " ended without an answer:\n"
              + printed);
    } finally {
      process.waitFor();
    }
  }

  /** Of the child: tells the answer and ends at once, with all that is still open. */
  static void answer(Object answer) {
    System.out.println(ANSWER + answer);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
