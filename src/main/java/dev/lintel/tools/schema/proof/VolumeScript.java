package dev.lintel.tools.schema.proof;

import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.schema.ServerMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The volume file, written for the schema at head, on the way there: each statement runs once, at
 * the first version that has all that it names.
 */
final class VolumeScript {

  /** A table, column, function or type that is not there. */
  private static final Set<String> NOT_THERE_YET = Set.of("42P01", "42703", "42883", "42704");

  private static final Pattern NAME = Pattern.compile(Identifier.NAME);

  private static final Pattern TARGET =
      Pattern.compile(
          "\\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)(?: TABLE)?(?: ONLY)? (?:"
              + Identifier.NAME
              + "\\.)?("
              + Identifier.NAME
              + ")");

  private final Path file;
  private final List<SqlStatement> waiting;

  /** Why the statements still wait, in their order. */
  private final List<Finding> reasons = new ArrayList<>();

  private VolumeScript(Path file, List<SqlStatement> waiting) {
    this.file = file;
    this.waiting = new ArrayList<>(waiting);
  }

  /** Without such a file there are no statements. */
  static VolumeScript read(Path file) {
    List<SqlStatement> statements =
        Files.exists(file) ? ScriptFile.read(file).getStatements() : List.of();
    return new VolumeScript(file, statements);
  }

  /**
   * Runs what can run by now.
   *
   * @param connection in a transaction, with the schema in its search path
   * @param generated tables whose rows have to make way; those that did are taken out
   * @return {@code volume-fails} for each statement that failed, and will not be tried again
   */
  List<Finding> load(Connection connection, Set<String> generated, Consumer<String> progress)
      throws SQLException {
    if (waiting.isEmpty()) {
      return List.of();
    }
    progress.accept(file.getFileName() + ": " + waiting.size() + " statements to load");
    clear(connection, generated);
    List<Finding> failed = new ArrayList<>();
    Set<String> incomplete = new HashSet<>();
    reasons.clear();
    for (Iterator<SqlStatement> left = waiting.iterator(); left.hasNext(); ) {
      SqlStatement sql = left.next();
      if (mentions(sql, incomplete)) {
        continue;
      }
      SQLException problem = Attempt.run(connection, sql.getText());
      if (problem == null) {
        left.remove();
        target(sql).ifPresent(generated::remove);
      } else if (NOT_THERE_YET.contains(problem.getSQLState())) {
        target(sql).ifPresent(incomplete::add);
        reasons.add(finding(sql, problem));
      } else {
        left.remove();
        failed.add(finding(sql, problem));
      }
    }
    return failed;
  }

  /** What never ran, though the schema is at head. */
  List<Finding> left() {
    return List.copyOf(reasons);
  }

  /** Makes room: a table that others still refer to keeps its few rows. */
  private static void clear(Connection connection, Set<String> generated) throws SQLException {
    boolean more = true;
    while (more) {
      more = false;
      for (Iterator<String> tables = generated.iterator(); tables.hasNext(); ) {
        if (Attempt.run(connection, "DELETE FROM " + Identifier.quoted(tables.next())) == null) {
          tables.remove();
          more = true;
        }
      }
    }
  }

  /** Once rows of a table wait, what comes after them must not run without them. */
  private static boolean mentions(SqlStatement sql, Set<String> tables) {
    return NAME.matcher(sql.getOutline())
        .results()
        .anyMatch(name -> tables.contains(Identifier.stored(name.group())));
  }

  private static Optional<String> target(SqlStatement sql) {
    Matcher target = TARGET.matcher(sql.getOutline());
    return target.find() ? Optional.of(Identifier.stored(target.group(1))) : Optional.empty();
  }

  private Finding finding(SqlStatement sql, SQLException e) {
    return new Finding(
        Severity.ERROR,
        "volume-fails",
        ScriptFile.place(file, sql),
        Text.visible(sql.getText()) + ": " + ServerMessage.of(e),
        "mend the statement");
  }
}
