package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A migration's or an undo's file, and whether it can run as migrations do. Immutable. */
public final class Script {

  /** What the server, and Flyway, run outside of a transaction only. */
  private static final Pattern NO_TRANSACTION =
      Pattern.compile(
          "(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*"
              + "|(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY\\b.*"
              + "|REINDEX\\b.*\\bCONCURRENTLY\\b.*"
              + "|REINDEX( \\(.*\\))?( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)\\b.*"
              + "|ALTER TABLE\\b.* DETACH PARTITION\\b.* CONCURRENTLY"
              + "|ALTER SYSTEM\\b.*|VACUUM\\b.*|DISCARD ALL");

  private static final Pattern OWN_TRANSACTION =
      Pattern.compile(
          "(BEGIN|START TRANSACTION|COMMIT|END|ABORT|PREPARE TRANSACTION)\\b.*"
              + "|ROLLBACK(?!.* TO ).*");

  /** What would let a script, and those after it, wait for a lock without end. */
  private static final Pattern WAITS_FOR_EVER =
      Pattern.compile(
          "(?is)SET\\s+(SESSION\\s+|LOCAL\\s+)?lock_timeout\\s*(=|\\bTO\\b)\\s*('?0+\\s*\\w*'?|DEFAULT)"
              + "|RESET\\s+(lock_timeout|ALL)|DISCARD\\s+ALL");

  private static final String NAME =
      "(?:(?:\"[^\"]+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)\\.)?(\"[^\"]+\"|[^\\s(\"]+)";

  private static final Pattern CREATES_INDEX =
      Pattern.compile(
          "CREATE(?: UNIQUE)? INDEX CONCURRENTLY (IF NOT EXISTS )?" + NAME + " ON\\b.*");

  private static final Pattern DROPS_INDEX =
      Pattern.compile("DROP INDEX CONCURRENTLY (IF EXISTS )?" + NAME + "( CASCADE| RESTRICT)?");

  private static final Pattern REPEATABLE = Pattern.compile("(VACUUM|REINDEX|ALTER SYSTEM)\\b.*");

  private static final String ALONE =
      "put it into a migration of its own: the rest of this one cannot run in a transaction";

  private final String name;
  private final SqlScript sql;
  private final boolean inTransaction;

  private Script(String name, SqlScript sql, boolean inTransaction) {
    this.name = name;
    this.sql = sql;
    this.inTransaction = inTransaction;
  }

  /**
   * @return the script; empty if there is no such file
   * @throws MigrationException if it begins or ends transactions itself, or cannot be read
   */
  static Optional<Script> read(ScriptFiles files, String name, Placeholders placeholders) {
    Optional<String> text = files.read(name);
    if (!text.isPresent()) {
      return Optional.empty();
    }
    Properties configuration = configuration(name, files);
    boolean replaces = !"false".equals(configuration.getProperty("placeholderReplacement"));
    SqlScript sql = SqlScript.parse(replaces ? placeholders.replace(name, text.get()) : text.get());
    Optional<Boolean> configured =
        Optional.ofNullable(configuration.getProperty("executeInTransaction"))
            .map(Boolean::valueOf);
    Script script = new Script(name, sql, configured.orElseGet(() -> !needsNoTransaction(sql)));
    script.refuse(
        s -> OWN_TRANSACTION.matcher(s.getOutline()).matches(),
        "remove it: each migration runs in a transaction that Lintel commits");
    script.refuse(
        s -> WAITS_FOR_EVER.matcher(s.getText()).matches(),
        "remove it: no migration waits for a lock without end; the lock time-out is an option");
    script.refuse(
        s -> !configured.isPresent() && !script.inTransaction && !needsNoTransaction(s), ALONE);
    return Optional.of(script);
  }

  /**
   * @return the migration's script
   * @throws MigrationException if there is none, or as {@link #read}
   */
  static Script of(KnownMigration migration, ScriptFiles files, Placeholders placeholders) {
    if (!migration.isSql()) {
      throw new MigrationException(migration.script + ": not a SQL script, but " + migration.type);
    }
    return read(files, migration.script, placeholders)
        .orElseThrow(() -> new MigrationException(migration.script + ": not in " + files));
  }

  /** Flyway's own configuration of one script, for what it cannot see by itself. */
  private static Properties configuration(String name, ScriptFiles files) {
    Properties configuration = new Properties();
    try {
      configuration.load(new StringReader(files.read(name + ".conf").orElse("")));
    } catch (IOException | IllegalArgumentException e) {
      throw new MigrationException(name + ".conf: is not a properties file: " + e.getMessage(), e);
    }
    return configuration;
  }

  private static boolean needsNoTransaction(SqlScript sql) {
    return sql.getStatements().stream().anyMatch(Script::needsNoTransaction);
  }

  private static boolean needsNoTransaction(SqlStatement statement) {
    return NO_TRANSACTION.matcher(statement.getOutline()).matches();
  }

  /**
   * The file.
   *
   * @return its path below its location, for example {@code V001__create_parents.sql}
   */
  public String name() {
    return name;
  }

  /**
   * What it runs.
   *
   * @return its text with the values of its placeholders, and the statements in it
   */
  public SqlScript sql() {
    return sql;
  }

  /**
   * How it runs.
   *
   * @return true if as one transaction, false if each statement stands for itself
   */
  public boolean inTransaction() {
    return inTransaction;
  }

  /** The indexes that it creates CONCURRENTLY: what is left invalid if that does not finish. */
  List<String> concurrentIndexes() {
    List<String> indexes = new ArrayList<>();
    for (SqlStatement statement : sql.getStatements()) {
      Matcher creates = CREATES_INDEX.matcher(statement.getOutline());
      if (creates.matches()) {
        indexes.add(identifier(creates.group(2)));
      }
    }
    return indexes;
  }

  /** Whether it does nothing but create and drop indexes CONCURRENTLY. */
  boolean isConcurrentOnly() {
    return sql.getStatements().stream()
        .allMatch(
            s ->
                CREATES_INDEX.matcher(s.getOutline()).matches()
                    || DROPS_INDEX.matcher(s.getOutline()).matches());
  }

  /**
   * @throws MigrationException unless it can be run by a driver; and, if it cannot run in a
   *     transaction, unless it stands alone and can be repeated after it was interrupted
   */
  void requireUndoable() {
    for (SqlStatement statement : sql.getStatements()) {
      if (statement.copiesData()) {
        throw refused(statement, "write the rows as INSERT; only psql reads COPY … FROM STDIN");
      }
    }
    if (!inTransaction) {
      requireRepeatable();
    }
  }

  private void requireRepeatable() {
    List<String> dropped = new ArrayList<>();
    for (SqlStatement statement : sql.getStatements()) {
      String outline = statement.getOutline();
      Matcher drops = DROPS_INDEX.matcher(outline);
      Matcher creates = CREATES_INDEX.matcher(outline);
      if (drops.matches()) {
        if (drops.group(1) == null) {
          throw refused(
              statement, "write DROP INDEX CONCURRENTLY IF EXISTS, so that it can be repeated");
        }
        dropped.add(identifier(drops.group(2)));
      } else if (creates.matches()) {
        if (creates.group(1) == null && !dropped.contains(identifier(creates.group(2)))) {
          throw refused(
              statement,
              "write DROP INDEX CONCURRENTLY IF EXISTS above it, so that it can be repeated");
        }
      } else if (!REPEATABLE.matcher(outline).matches()) {
        throw refused(statement, ALONE);
      }
    }
  }

  private void refuse(Predicate<SqlStatement> wrong, String advice) {
    for (SqlStatement statement : sql.getStatements()) {
      if (wrong.test(statement)) {
        throw refused(statement, advice);
      }
    }
  }

  private MigrationException refused(SqlStatement statement, String advice) {
    return new MigrationException(
        place(statement) + ": " + Text.visible(statement.getText()) + ": " + advice);
  }

  /** The file and line, as editors take it. */
  String place(SqlStatement statement) {
    return name + ":" + statement.getLine();
  }

  private static String identifier(String outlined) {
    return outlined.startsWith("\"")
        ? outlined.substring(1, outlined.length() - 1).replace("\"\"", "\"")
        : outlined.toLowerCase(Locale.ROOT);
  }
}
