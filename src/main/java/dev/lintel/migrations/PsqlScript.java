package dev.lintel.migrations;

/** The text of a script for psql that does what an upgrade or a downgrade does. */
final class PsqlScript {

  private final MigrationSettings settings;
  private final History history;
  private final String state;
  private final boolean schemaExists;
  private final boolean schemaHoldsObjects;
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder contents = new StringBuilder();
  private boolean upgrades;

  /**
   * @param state of the history, by {@link History#state}; null if there is none
   */
  PsqlScript(
      MigrationSettings settings, String state, boolean schemaExists, boolean schemaHoldsObjects) {
    this.settings = settings;
    this.history = new History(settings);
    this.state = state;
    this.schemaExists = schemaExists;
    this.schemaHoldsObjects = schemaHoldsObjects;
  }

  void addUpgrade(KnownMigration migration, Script script) {
    upgrades = true;
    add(
        script,
        history.insertApplied(migration, script.inTransaction() ? History.TRANSACTION_TIME : "0"));
  }

  void addDowngrade(UndoStep step) {
    add(
        step.script,
        history.insertUndone(
            step.applied,
            step.script.name(),
            step.script.inTransaction() ? History.TRANSACTION_TIME : "0"));
  }

  private void add(Script script, String mark) {
    boolean transaction = script.inTransaction();
    contents.append("--     ").append(script.name()).append('\n');
    body.append("\n-- ").append(script.name()).append('\n');
    if (transaction) {
      body.append("BEGIN;\n");
    } else {
      body.append("-- cannot run in a transaction; if it is interrupted, it can be repeated\n");
    }
    body.append(
        perform(
            "set_config('role', current_setting('lintel.role'), false)",
            "set_config('lock_timeout', " + lockTimeout() + ", false)",
            "set_config('search_path', "
                + MigrationSession.searchPath(settings, "current_setting('lintel.search_path')")
                + ", false)"));
    if (!transaction) {
      script.concurrentIndexes().forEach(this::dropLeftover);
    }
    body.append('\n');
    body.append(script.sql().getText());
    if (body.charAt(body.length() - 1) != '\n') {
      body.append('\n');
    }
    if (!script.sql().isTerminated()) {
      body.append(";\n");
    }
    body.append('\n');
    body.append(perform("set_config('role', current_setting('lintel.role'), false)"));
    body.append(mark).append(";\n");
    body.append(transaction ? "COMMIT;\n" : "");
  }

  /** Else IF NOT EXISTS would take the invalid index of an interrupted run for the one it makes. */
  private void dropLeftover(String index) {
    String name = settings.quotedSchema() + ".\"" + index.replace("\"", "\"\"") + "\"";
    body.append(
            "SELECT 'DROP INDEX CONCURRENTLY ' || indexrelid::regclass FROM pg_catalog.pg_index\n")
        .append("WHERE NOT indisvalid AND indexrelid = to_regclass(")
        .append(History.literal(name))
        .append(") \\gexec\n");
  }

  /** Calls functions without a result that psql would print. */
  private static String perform(String... calls) {
    return "DO $lintel$ BEGIN\n    PERFORM "
        + String.join(";\n    PERFORM ", calls)
        + ";\nEND $lintel$;\n";
  }

  private String lockTimeout() {
    return History.literal(settings.lockTimeout.toMillis() + "ms");
  }

  /**
   * @param from the version that the schema is at now
   */
  String text(String from) {
    String what = "schema " + settings.schema + ", from " + from;
    if (body.length() == 0) {
      return "-- Nothing to do: " + what + ".\n";
    }
    return "-- "
        + (upgrades ? "Upgrade" : "Downgrade")
        + " of "
        + what
        + ":\n"
        + contents
        + "-- Made by Lintel, to be run by hand as the role that owns the schema:\n"
        + "--     psql \"$DATABASE_URL\" -f this-file.sql\n"
        + "-- It stops at the first error. What has a COMMIT above that stays, and is in the history.\n"
        + "\n"
        + "\\set ON_ERROR_STOP on\n"
        + "\\set AUTOCOMMIT on\n"
        + "\\encoding UTF8\n"
        + guard(from)
        + begin()
        + body
        + "\n"
        + perform(
            "set_config('search_path', current_setting('lintel.search_path'), false)",
            "pg_advisory_unlock(" + lockKey() + ")")
        + "RESET lock_timeout;\n";
  }

  private String lockKey() {
    return MigrationLock.key(History.literal(settings.lockName()));
  }

  /** One at a time, and only on the state that the script was made for. */
  private String guard(String from) {
    String otherState =
        state != null
            ? history.stateExpression() + " <> " + History.literal(state)
            : "to_regclass(" + History.literal(history.table()) + ") IS NOT NULL";
    return "\nDO $lintel$\n"
        + "BEGIN\n"
        + "    IF NOT pg_try_advisory_lock("
        + lockKey()
        + ") THEN\n"
        + "        RAISE EXCEPTION 'another upgrade or downgrade of this schema is running';\n"
        + "    END IF;\n"
        + "    IF "
        + otherState
        + " THEN\n"
        + "        RAISE EXCEPTION 'made for another state of the history (at "
        + from.replace("'", "''")
        + "): make the script anew';\n"
        + "    END IF;\n"
        + "    -- each script begins with these again, whatever one before it has set\n"
        + "    PERFORM set_config('lintel.role', current_setting('role'), false);\n"
        + "    PERFORM set_config('lintel.search_path', current_setting('search_path'), false);\n"
        + "END\n"
        + "$lintel$;\n";
  }

  /** What a first upgrade makes before its first migration. */
  private String begin() {
    if (state != null) {
      return "";
    }
    return "\nBEGIN;\n"
        + (schemaExists ? "" : "CREATE SCHEMA " + settings.quotedSchema() + ";\n")
        + history.createTable()
        + "\n"
        + (schemaHoldsObjects
            ? history.insertBaseline(FlywayRunner.BASELINE, FlywayRunner.BASELINE_DESCRIPTION)
                + ";\n"
            : "")
        + "COMMIT;\n";
  }
}
