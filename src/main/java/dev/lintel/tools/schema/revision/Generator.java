package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.scratch.ScratchDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.database.base.jdbc.IJdbcConnector;
import org.pgcodekeeper.core.ignorelist.IgnoreSchemaList;
import org.pgcodekeeper.core.ignorelist.IgnoredObject;
import org.pgcodekeeper.core.loader.DatabaseLoader;
import org.pgcodekeeper.core.loader.LoaderFactory;
import org.pgcodekeeper.core.model.difftree.DbObjType;
import org.pgcodekeeper.core.monitor.NullMonitor;
import org.pgcodekeeper.core.schema.AbstractDatabase;
import org.pgcodekeeper.core.settings.CoreSettings;

/** The statements that lead from one database's schema to another's, by pgcodekeeper. */
final class Generator {

  private final String schema;
  private final CoreSettings settings = new CoreSettings();

  Generator(String schema) {
    this.schema = schema;
    settings.setIgnoreColumnOrder(true); // else it drops and creates tables again
    settings.setGenerateConstraintNotValid(true);
    settings.setConcurrentlyMode(true);
    settings.setKeepNewlines(true);
  }

  /** In an order that runs, each with the schema's name before the names in it. */
  List<String> statements(ScratchDatabase from, ScratchDatabase to) {
    try {
      String script = PgCodeKeeperApi.diff(settings, load(from), load(to));
      return SqlScript.parse(script).getStatements().stream().map(SqlStatement::getText).toList();
    } catch (IOException e) {
      throw new MigrationException(
          "autogenerate: the schema could not be compared: " + Text.line(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("autogenerate: interrupted; nothing was written", e);
    }
  }

  private AbstractDatabase load(ScratchDatabase database) throws IOException, InterruptedException {
    IgnoreSchemaList schemas = new IgnoreSchemaList();
    schemas.setShow(false);
    schemas.add(
        new IgnoredObject(schema, null, true, false, true, false, EnumSet.noneOf(DbObjType.class)));
    DatabaseLoader loader =
        LoaderFactory.createJdbcLoader(
            settings, "UTC", new Connector(database), new NullMonitor(), schemas);
    AbstractDatabase loaded = loader.loadAndAnalyze();
    if (!loader.getErrors().isEmpty()) {
      throw new MigrationException(
          "autogenerate: pgcodekeeper cannot read the schema: "
              + Text.line(loader.getErrors().get(0).toString()));
    }
    return loaded;
  }

  private record Connector(ScratchDatabase database) implements IJdbcConnector {

    @Override
    public Connection getConnection() throws IOException {
      try {
        return database.connect();
      } catch (SQLException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public String getBatchDelimiter() {
      return null;
    }

    @Override
    public String getUrl() {
      return database.url();
    }
  }
}
