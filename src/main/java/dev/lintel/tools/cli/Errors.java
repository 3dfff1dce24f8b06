package dev.lintel.tools.cli;

import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into one line on stderr, and an exit code. */
final class Errors {

  private static final Pattern TARGET = Pattern.compile("version '|(up|down)grade by ");

  private final Terminal terminal;

  Errors(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What picocli, or a command, refused of the arguments. */
  int usage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      message += suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    }
    print(message + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** What went wrong while a command ran. */
  int failure(Exception e, CommandLine command, ParseResult result) {
    boolean verbose = command.getParseResult().hasMatchedOption(StandardOptions.VERBOSE);
    String state = sqlState(e);
    if (e instanceof LintelException) {
      String advice = ServerAdvice.of(state);
      print(e.getMessage() + (advice.isEmpty() ? "" : "; " + advice));
    } else {
      print(unexpected(e) + (verbose ? "" : "; run it again with --verbose to see where"));
    }
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
    if (ServerAdvice.isNotReachable(state)) {
      return ExitCode.NOT_REACHABLE;
    }
    return e instanceof InvalidValueException || isAboutTarget(e)
        ? ExitCode.USAGE
        : ExitCode.FINDINGS;
  }

  /** A target that the migrations do not have was typed wrongly, as any other bad argument. */
  private static boolean isAboutTarget(Exception e) {
    return e instanceof MigrationException && TARGET.matcher(e.getMessage()).lookingAt();
  }

  private static String unexpected(Exception e) {
    FileSystemException file = ServerErrors.cause(e, FileSystemException.class);
    if (file != null) {
      return file.getFile() + ": cannot be read or written";
    }
    return "unexpected: "
        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  private void print(String message) {
    terminal.err().println("error: " + message.replaceAll("\\s*\\R\\s*", " ").strip());
  }

  /** Null if no server or driver had a part in it. */
  private static String sqlState(Exception e) {
    DatabaseException ours = ServerErrors.cause(e, DatabaseException.class);
    if (ours != null && ours.getSqlState() != null) {
      return ours.getSqlState();
    }
    SQLException sql = ServerErrors.cause(e, SQLException.class);
    return sql == null ? null : ServerErrors.translate(sql).getSqlState();
  }
}
