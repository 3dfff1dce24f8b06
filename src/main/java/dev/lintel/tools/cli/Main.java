package dev.lintel.tools.cli;

import dev.lintel.tools.review.Review;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The entry point of {@code lintel-<version>-tools.jar}. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code: 0 done, 1 differences, findings, or
   * refused, 2 wrong usage, 3 database not reachable.
   *
   * @param arguments the command and its options; none prints the help
   */
  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains(StandardOptions.VERBOSE)) {
      System.setProperty("lintel.tools.log", "INFO"); // read by logback.xml
    } else {
      LogManager.getLogManager().reset(); // pgjdbc's log
    }
    Terminal terminal =
        new Terminal(
            name(System.getProperty("java.class.path")),
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            System.getenv(),
            Path.of(""),
            Main::isWatched);
    System.exit(run(terminal, arguments));
  }

  /** The same without an end of the JVM; returns the exit code. */
  static int run(Terminal terminal, String... arguments) {
    return run(terminal, Review::project, arguments);
  }

  /**
   * @param reviews a review of the project in a folder
   */
  static int run(Terminal terminal, Function<Path, Review> reviews, String... arguments) {
    CommandLine commands = new CommandLine(new LintelCommand()).setCommandName(terminal.name());
    List.of(
            new UpgradeCommand(terminal),
            new DowngradeCommand(terminal),
            new CurrentCommand(terminal),
            new HistoryCommand(terminal),
            new StampCommand(terminal),
            new RevisionCommand(terminal),
            new CheckCommand(terminal),
            new ReviewCommand(terminal, reviews))
        .forEach(commands::addSubcommand);
    commands.getSubcommands().get("downgrade").setUnmatchedOptionsArePositionalParams(true);
    commands.setHelpSectionMap(unbrokenFooter(commands.getHelpSectionMap()));
    Errors errors = new Errors(terminal);
    try {
      return commands
          .setOut(terminal.out())
          .setErr(terminal.err())
          .setUsageHelpWidth(100)
          .setParameterExceptionHandler(errors::usage)
          .setExecutionExceptionHandler(errors::failure)
          .execute(arguments);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  /** Examples are copied: the width of the help does not break them. */
  private static Map<String, IHelpSectionRenderer> unbrokenFooter(
      Map<String, IHelpSectionRenderer> sections) {
    sections.put(
        UsageMessageSpec.SECTION_KEY_FOOTER,
        help ->
            String.join(System.lineSeparator(), help.commandSpec().usageMessage().footer())
                + System.lineSeparator());
    return sections;
  }

  /** Scripts and JSON are UTF-8 whatever the locale says. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** As it was started: {@code java -jar} leaves nothing but the jar on the class path. */
  private static String name(String classPath) {
    return classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))
        ? "java -jar " + classPath
        : "lintel";
  }

  /** Java 17 can tell it of standard input and output only, a shell of standard error too. */
  private static boolean isWatched() {
    try {
      return new ProcessBuilder("/bin/sh", "-c", "test -t 2")
              .redirectError(Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return System.console() != null; // no such shell: Windows
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
