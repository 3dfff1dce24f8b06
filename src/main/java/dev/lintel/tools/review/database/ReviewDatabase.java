package dev.lintel.tools.review.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.session.Database;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database to make plans on: one made for that, or one that is there already. */
public final class ReviewDatabase implements AutoCloseable {

  private final DataSource dataSource;
  private final AutoCloseable owned;
  private final String schema;
  private final boolean scratch;

  private ReviewDatabase(
      DataSource dataSource, AutoCloseable owned, String schema, boolean scratch) {
    this.dataSource = dataSource;
    this.owned = owned;
    this.schema = schema;
    this.scratch = scratch;
  }

  /**
   * Makes one: the schema by its migrations, or by the schema file alone; then the rows of the
   * volume file.
   *
   * @param bySchemaFile whether the schema file is run in place of the migrations
   * @throws dev.lintel.MigrationException if one of these fails
   */
  public static ReviewDatabase create(
      Project project, boolean bySchemaFile, ScratchServer server, Consumer<String> progress) {
    ScratchDatabase database = server.create();
    try {
      progress.accept("making the schema");
      if (!bySchemaFile) {
        project.over(database.dataSource()).upgrade();
      }
      try (Connection connection = database.connect()) {
        if (bySchemaFile) {
          ScriptFile.run(connection, project.schemaFile(), project.schema());
        }
        progress.accept("loading " + project.volumeFile().getFileName());
        Volume.load(connection, project);
      }
      return new ReviewDatabase(database.dataSource(), database, project.schema(), true);
    } catch (SQLException e) {
      database.close();
      throw ServerErrors.translate(e);
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  /**
   * Takes one as it stands, with its rows and statistics. Nothing is written there.
   *
   * @param database stays open; the caller closes it. Its pool is gone round: that would close a
   *     connection after some errors, which here are an answer like any other
   */
  public static ReviewDatabase existing(Database database, String schema) {
    DataSource dataSource = ((HikariDataSource) database.dataSource()).getDataSource();
    return new ReviewDatabase(dataSource, () -> {}, schema, false);
  }

  /**
   * A new connection, in auto-commit, with the schema first in its search path. It can write
   * nothing, whatever it is given to prepare.
   */
  public Connection connect() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      ScriptFile.enter(connection, schema);
      setReadOnly(connection, true);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The same, but it can write, for what is rolled back.
   *
   * @throws IllegalStateException if others use this database
   */
  public Connection connectToTry() throws SQLException {
    if (!scratch) {
      throw new IllegalStateException("nothing is tried on a database that others use");
    }
    Connection connection = connect();
    try {
      setReadOnly(connection, false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The driver's own {@code setReadOnly} does nothing in auto-commit. */
  private static void setReadOnly(Connection connection, boolean readOnly) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = " + readOnly);
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Whether nobody else uses it, so that indexes can be made and dropped to see what comes of it.
   */
  public boolean isScratch() {
    return scratch;
  }

  @Override
  public void close() {
    try {
      owned.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e); // neither of the two throws one
    }
  }
}
