package dev.lintel.migrations;

import dev.lintel.DatabaseException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether a schema is the one that this jar's operations are written for. It reads the history
 * itself, because an application without Flyway must be told too. For Lintel's own packages.
 */
public final class SchemaVersion {

  /** The version of the last migration in the jar. */
  static final String HEAD = "003";

  private static final String HOW =
      "upgrade it first: by the property lintel.migrate=true, Migrations.over(dataSource).upgrade(),"
          + " the tools' \"upgrade head\", or the script that \"upgrade head --sql\" prints";

  private SchemaVersion() {}

  /**
   * Changes nothing; a few short reads on one connection.
   *
   * @param dataSource the caller's
   * @param schema a checked name
   * @throws MigrationException if the server is no PostgreSQL 13 or newer with UTF-8, or the schema
   *     is not there, behind or ahead
   * @throws DatabaseException if the server cannot be reached or does not let the history be read
   */
  public static void require(DataSource dataSource, String schema) {
    MigrationSettings settings = Migrations.own(dataSource).withSchema(SchemaName.check(schema));
    Reading.on(
        dataSource,
        connection -> {
          ServerCheck.check(connection);
          require(connection, settings);
          return null;
        });
  }

  private static void require(Connection connection, MigrationSettings settings)
      throws SQLException {
    History history = new History(settings);
    String current = current(history.read(connection));
    String place = "schema " + settings.schema + ": ";
    if (current == null) {
      throw new MigrationException(
          place
              + "expected Lintel's tables at version "
              + HEAD
              + ", but its history "
              + settings.historyTable
              + " shows no migration; "
              + elsewhere(history.schemas(connection), settings.schema)
              + HOW);
    }
    int difference = compare(current, HEAD);
    if (difference < 0) {
      throw new MigrationException(
          place + "at version " + current + ", behind this jar, which is for " + HEAD + "; " + HOW);
    }
    if (difference > 0) {
      throw new MigrationException(
          place
              + "at version "
              + current
              + ", ahead of this jar, which is for "
              + HEAD
              + "; take the Lintel that brought "
              + current
              + ", or downgrade with its tools: downgrade "
              + HEAD);
    }
  }

  /** A wrong name is more often the reason than a forgotten upgrade, where there is another. */
  private static String elsewhere(List<String> schemas, String schema) {
    schemas.remove(schema);
    return schemas.isEmpty()
        ? ""
        : "there is such a history in schema "
            + String.join(", ", schemas)
            + ": name that one if it is meant (in Spring lintel.schema; upper and lower case"
            + " count), or ";
  }

  /** Null if none is in force. */
  private static String current(List<HistoryRow> rows) {
    String current = null;
    for (HistoryRow row : History.inForce(rows)) {
      current = newer(current, row.version);
    }
    for (HistoryRow row : rows) {
      // one of 0 stands for what was there before
      if (row.isBaseline() && compare(row.version, "0") > 0) {
        current = newer(current, row.version);
      }
    }
    return current;
  }

  private static String newer(String a, String b) {
    return a == null || compare(a, b) < 0 ? b : a;
  }

  /** As Flyway compares versions, which may not be on the class path: number by number. */
  private static int compare(String a, String b) {
    String[] left = a.split("[._]");
    String[] right = b.split("[._]");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = part(left, i).compareTo(part(right, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static BigInteger part(String[] version, int i) {
    return i < version.length ? new BigInteger(version[i]) : BigInteger.ZERO;
  }
}
