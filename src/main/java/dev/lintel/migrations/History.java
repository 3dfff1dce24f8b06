package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The history table: what Flyway makes, reads and writes. A version is in force unless the newest
 * row of its version is of type {@code DELETE}, which is what Flyway's own {@code repair} writes
 * and every line of it reads as: pending again.
 */
final class History {

  /** How long a script of one transaction ran, for the row that is written at its end. */
  static final String TRANSACTION_TIME =
      "(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int";

  /** Somebody may hold a lock on the table that lets nobody read. */
  private static final int READ_SECONDS = 10;

  private final String schema;
  private final String name;
  private final String table;

  History(MigrationSettings settings) {
    this.schema = settings.schema;
    this.name = settings.historyTable;
    this.table = settings.quotedSchema() + "." + SchemaName.quoted(name);
  }

  /** Qualified and quoted. */
  String table() {
    return table;
  }

  boolean exists(Connection connection) throws SQLException {
    String sql =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p'))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** All schemas of the database that have a table of this name. */
  List<String> schemas(Connection connection) throws SQLException {
    String sql =
        "SELECT n.nspname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relname = ? AND c.relkind IN ('r', 'p') ORDER BY 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      List<String> schemas = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          schemas.add(row.getString(1));
        }
      }
      return schemas;
    }
  }

  /**
   * All rows in their order; none if there is no table. Flyway keeps the session's local time and
   * reads it as the JVM's, which is hours off where the two zones differ; here the server converts
   * it, by the zone of the session that reads. Which zone the writer was in, nothing tells.
   */
  List<HistoryRow> read(Connection connection) throws SQLException {
    if (!exists(connection)) {
      return Collections.emptyList();
    }
    String sql =
        "SELECT installed_rank, version, description, type, script, checksum, installed_by,"
            + " installed_on::timestamptz, execution_time, success FROM "
            + table
            + " ORDER BY installed_rank";
    List<HistoryRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(READ_SECONDS);
      ResultSet row = statement.executeQuery(sql);
      while (row.next()) {
        int checksum = row.getInt(6);
        boolean noChecksum = row.wasNull();
        rows.add(
            new HistoryRow(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                noChecksum ? null : checksum,
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getInt(9),
                row.getBoolean(10)));
      }
    }
    return rows;
  }

  /** An expression in SQL, of one short text: two histories with the same rows have the same. */
  String stateExpression() {
    return "(SELECT md5(coalesce(string_agg(concat_ws(' ', installed_rank, version, type, checksum,"
        + " success), ',' ORDER BY installed_rank), '')) FROM "
        + table
        + ")";
  }

  /** What {@link #stateExpression} is now. */
  String state(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + stateExpression())) {
      row.next();
      return row.getString(1);
    }
  }

  /** The migrations with a version that are in force, in the order in which they were applied. */
  static List<HistoryRow> inForce(List<HistoryRow> rows) {
    List<HistoryRow> applied = new ArrayList<>();
    for (HistoryRow row : rows) {
      if (row.version == null || !row.success) {
        continue;
      }
      if (row.isUndo()) {
        applied.removeIf(earlier -> earlier.version.equals(row.version));
      } else if (row.isMigration()) {
        applied.add(row);
      }
    }
    return applied;
  }

  /**
   * @throws MigrationException if a migration has failed half-way, so that nobody can tell what the
   *     schema holds
   */
  void refuseFailed(List<HistoryRow> rows) {
    for (HistoryRow row : rows) {
      if (!row.success) {
        throw new MigrationException(
            "history "
                + table
                + ": "
                + row.script
                + " has failed half-way; finish or take back by hand what it left, then DELETE FROM "
                + table
                + " WHERE installed_rank = "
                + row.rank);
      }
    }
  }

  /** The table as Flyway makes it. */
  String createTable() {
    return "CREATE TABLE "
        + table
        + " (\n"
        + "    installed_rank int NOT NULL,\n"
        + "    version varchar(50),\n"
        + "    description varchar(200) NOT NULL,\n"
        + "    type varchar(20) NOT NULL,\n"
        + "    script varchar(1000) NOT NULL,\n"
        + "    checksum int,\n"
        + "    installed_by varchar(100) NOT NULL,\n"
        + "    installed_on timestamp NOT NULL DEFAULT now(),\n"
        + "    execution_time int NOT NULL,\n"
        + "    success boolean NOT NULL\n"
        + ");\n"
        + "ALTER TABLE "
        + table
        + " ADD CONSTRAINT "
        + SchemaName.quoted(name + "_pk")
        + " PRIMARY KEY (installed_rank);\n"
        + "CREATE INDEX "
        + SchemaName.quoted(name + "_s_idx")
        + " ON "
        + table
        + " (success);";
  }

  /** The row of a migration that was applied. */
  String insertApplied(KnownMigration migration, String executionTime) {
    return insert(
        migration.version,
        migration.description,
        migration.type,
        migration.script,
        migration.checksum,
        executionTime);
  }

  /** The row that says that an applied migration was undone, by which script. */
  String insertUndone(HistoryRow applied, String undoScript, String executionTime) {
    return insert(
        applied.version,
        applied.description,
        HistoryRow.DELETE,
        undoScript,
        applied.checksum,
        executionTime);
  }

  /** The row by which Flyway begins beside tables that were there before. */
  String insertBaseline(String version, String description) {
    return insert(version, description, "BASELINE", description, null, "0");
  }

  private String insert(
      String version,
      String description,
      String type,
      String script,
      Integer checksum,
      String executionTime) {
    return "INSERT INTO "
        + table
        + " (\n"
        + "    installed_rank, version, description, type, script, checksum,\n"
        + "    installed_by, execution_time, success\n"
        + ")\n"
        + "SELECT\n"
        + "    coalesce(max(installed_rank), 0) + 1, "
        + literal(version)
        + ", "
        + literal(description)
        + ", "
        + literal(type)
        + ",\n"
        + "    "
        + literal(script)
        + ", "
        + checksum
        + ",\n"
        + "    current_user, "
        + executionTime
        + ", true\n"
        + "FROM "
        + table;
  }

  static String literal(String text) {
    return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
  }
}
