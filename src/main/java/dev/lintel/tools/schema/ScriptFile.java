package dev.lintel.tools.schema;

import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SchemaName.quoted(schema));
    }
    String searchPath = enter(connection, schema);
    try {
      for (SqlStatement sql : script.getStatements()) {
        execute(connection, file, sql);
      }
    } finally {
      setSearchPath(connection, searchPath);
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
    String searchPath;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('search_path')")) {
      row.next();
      searchPath = row.getString(1);
    }
    String rest = searchPath.isEmpty() ? "" : ", " + searchPath;
    setSearchPath(connection, SchemaName.quoted(schema) + rest);
    return searchPath;
  }

  /** Sets the search path of the session. */
  public static void setSearchPath(Connection connection, String searchPath) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      statement.setString(1, searchPath);
      statement.executeQuery().close();
    }
  }

  /** The file and line, as editors take it. */
  public static String place(Path file, SqlStatement sql) {
    return file.getFileName() + ":" + sql.getLine();
  }
}
