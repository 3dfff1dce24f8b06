package dev.lintel.tools.schema;

import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQL script in a file, run on a scratch database; an error names its line. */
public final class ScriptFile {

  private ScriptFile() {}

  /**
   * @throws MigrationException if it is not there, cannot be read, or is not UTF-8
   */
  public static SqlScript read(Path file) {
    try {
      return SqlScript.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new MigrationException(file + ": no such file; write it, or name another", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What to do about a file or folder that could not be read. */
  public static MigrationException unreadable(Path file, IOException e) {
    String advice =
        e instanceof CharacterCodingException
            ? ": expected UTF-8; save it with that encoding"
            : ": cannot be read; look at its rights";
    return new MigrationException(file + advice, e);
  }

  /**
   * Runs a script whose names are unqualified in a schema, which is made if it is not there. Each
   * statement commits itself.
   *
   * @param connection with auto-commit; its search path is set back
   * @throws MigrationException if the script cannot be read, or a statement fails
   */
  public static void run(Connection connection, Path file, String schema) throws SQLException {
    SqlScript script = read(file);
    makeSchema(connection, schema);
    String searchPath = enter(connection, schema);
    try {
      for (SqlStatement sql : script.getStatements()) {
        execute(connection, file, sql);
      }
    } finally {
      setSearchPath(connection, searchPath);
    }
  }

  /** Makes a schema if it is not there, as the first upgrade does. */
  public static void makeSchema(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SchemaName.quoted(schema));
    }
  }

  private static void execute(Connection connection, Path file, SqlStatement sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql.getText());
    } catch (SQLException e) {
      throw new MigrationException(
          place(file, sql) + ": " + Text.visible(sql.getText()) + ": " + ServerMessage.of(e), e);
    }
  }

  /** Puts a schema before the search path that there is, as an upgrade does, and returns that. */
  public static String enter(Connection connection, String schema) throws SQLException {
    String searchPath = Query.value(connection, "SELECT current_setting('search_path')");
    String rest = searchPath.isEmpty() ? "" : ", " + searchPath;
    setSearchPath(connection, SchemaName.quoted(schema) + rest);
    return searchPath;
  }

  /** Sets the search path of the session. */
  public static void setSearchPath(Connection connection, String searchPath) throws SQLException {
    Query.value(connection, "SELECT set_config('search_path', ?, false)", searchPath);
  }

  /** The file and line, as editors take it. */
  public static String place(Path file, SqlStatement sql) {
    return file.getFileName() + ":" + sql.getLine();
  }
}
