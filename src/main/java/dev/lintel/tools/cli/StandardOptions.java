package dev.lintel.tools.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class StandardOptions {

  static final String VERBOSE = "--verbose";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Prints this help.")
  boolean help;

  @Option(
      names = VERBOSE,
      description = "Prints the log of the libraries, and a stack trace with an error.")
  boolean verbose;
}
