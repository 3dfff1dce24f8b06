package dev.lintel.tools.review.live;

import dev.lintel.ConfigurationException;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** The rows of {@code pg_stat_statements}, of versions 1.8 (PostgreSQL 13) and newer. */
final class Counters {

  /**
   * So that the next reader can tell our own queries from those of an application; behind the first
   * word PostgreSQL 18 keeps it.
   */
  static final String OWN_TAG = "lintel review";

  static final String SELECT = "SELECT /* " + OWN_TAG + " */ ";

  private static final String HIDDEN = "<insufficient privilege>";

  private static final String NOT_PRELOADED = "55000";
  private static final String NO_SUCH_COLUMN = "42703";
  private static final String NO_PRIVILEGE = "42501";

  private final Connection connection;
  private final String server;
  private final String schema;

  private Counters(Connection connection, String server, String schema) {
    this.connection = connection;
    this.server = server;
    this.schema = schema;
  }

  /**
   * @param server for messages
   * @throws ConfigurationException if the database does not have the extension
   */
  static Counters of(Connection connection, String server) throws SQLException {
    List<String> schema =
        Query.list(
            connection,
            SELECT
                + """
                n.nspname
                FROM pg_catalog.pg_extension e
                  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
                WHERE e.extname = 'pg_stat_statements'
                """,
            row -> row.getString(1));
    if (schema.isEmpty()) {
      throw new ConfigurationException(
          server
              + ": expected the extension pg_stat_statements in this database, but it is not there;"
              + " a superuser puts it in shared_preload_libraries, restarts the server, and runs"
              + " CREATE EXTENSION pg_stat_statements");
    }
    return new Counters(connection, server, Identifier.quoted(schema.get(0)));
  }

  /**
   * Those of the current database, one for each text, of all users.
   *
   * @throws ConfigurationException if the server keeps none, or does not show them to this user
   */
  List<Counter> read() throws SQLException {
    List<Counter> counters;
    try {
      counters =
          Query.list(
              connection,
              SELECT
                  + "queryid, query, sum(calls), sum(total_exec_time), sum(rows)"
                  + " FROM "
                  + schema
                  + ".pg_stat_statements"
                  + " WHERE dbid = (SELECT oid FROM pg_catalog.pg_database"
                  + " WHERE datname = pg_catalog.current_database())"
                  + " GROUP BY queryid, query",
              row ->
                  new Counter(
                      row.getString(1),
                      row.getString(2) == null ? "" : row.getString(2),
                      row.getLong(3),
                      row.getDouble(4),
                      row.getLong(5)));
    } catch (SQLException e) {
      throw explained(e);
    }
    long hidden = counters.stream().filter(counter -> HIDDEN.equals(counter.text())).count();
    if (hidden > 0) {
      throw new ConfigurationException(
          server
              + ": expected to see the texts of all statements, but those of other users are"
              + " hidden; a superuser runs GRANT pg_read_all_stats TO "
              + user());
    }
    return counters;
  }

  private SQLException explained(SQLException e) throws SQLException {
    String state = e.getSQLState();
    connection.rollback();
    if (NOT_PRELOADED.equals(state)) {
      throw new ConfigurationException(
          server
              + ": expected pg_stat_statements in shared_preload_libraries, but it is not loaded;"
              + " put it there and restart the server",
          e);
    }
    if (NO_SUCH_COLUMN.equals(state)) {
      throw new ConfigurationException(
          server
              + ": expected pg_stat_statements 1.8 or newer, but it is older; a superuser runs"
              + " ALTER EXTENSION pg_stat_statements UPDATE",
          e);
    }
    if (NO_PRIVILEGE.equals(state)) {
      throw new ConfigurationException(
          server
              + ": expected to read the view pg_stat_statements, but that is not allowed; a"
              + " superuser runs GRANT USAGE ON SCHEMA "
              + schema
              + " TO "
              + user()
              + " and GRANT pg_read_all_stats TO "
              + user(),
          e);
    }
    return e;
  }

  private String user() throws SQLException {
    return Identifier.written(Query.value(connection, SELECT + "current_user"));
  }

  /** When they were reset, as ISO-8601; null on PostgreSQL 13, which does not tell. */
  String since() throws SQLException {
    String view = schema + ".pg_stat_statements_info";
    if (Query.value(connection, SELECT + "to_regclass(?)", view) == null) {
      return null;
    }
    return Query.list(
            connection,
            SELECT + "stats_reset FROM " + view,
            row -> row.getObject(1, OffsetDateTime.class).toInstant().toString())
        .get(0);
  }
}
