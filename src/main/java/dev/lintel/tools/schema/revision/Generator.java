package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.migrations.SqlScript;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.scratch.ScratchDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/**
 * The statements that lead from one database's schema to another's, by pgcodekeeper. Each database
 * is read once.
 */
final class Generator {

  private static final Pattern NO_STORAGE =
      Pattern.compile("WARNING: Column (.+) in new table has no STORAGE set");

  private static final String STORAGE =
      """
      SELECT format('ALTER TABLE %I.%I ALTER COLUMN %I SET STORAGE %s', n.nspname, c.relname,
          a.attname, CASE a.attstorage
              WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED'
          END)
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname || '.' || a.attname = ?
      """;

  private final String schema;
  private final CoreSettings settings = new CoreSettings();
  private final Map<ScratchDatabase, AbstractDatabase> loaded = new IdentityHashMap<>();

  Generator(String schema) {
    this.schema = schema;
    settings.setIgnoreColumnOrder(true); // else it drops and creates tables again
    settings.setGenerateConstraintNotValid(true);
    settings.setConcurrentlyMode(true);
    settings.setKeepNewlines(true);
  }

  /** In an order that runs, each with the schema's name before the names in it. */
  List<String> statements(ScratchDatabase from, ScratchDatabase to) throws SQLException {
    try {
      SqlScript script = SqlScript.parse(PgCodeKeeperApi.diff(settings, loaded(from), loaded(to)));
      List<String> statements = new ArrayList<>();
      script.getStatements().forEach(statement -> statements.add(statement.getText()));
      for (String comment : script.getComments()) {
        Matcher unsaid = NO_STORAGE.matcher(comment);
        if (unsaid.lookingAt()) {
          statements.addAll(storage(to, unsaid.group(1)));
        }
      }
      return statements;
    } catch (IOException e) {
      throw new MigrationException(
          "autogenerate: the schema could not be compared: " + Text.line(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("autogenerate: interrupted; nothing was written", e);
    }
  }

  /** It leaves this one to its user: a column goes back to how its type is stored. */
  private List<String> storage(ScratchDatabase database, String column) throws SQLException {
    try (Connection connection = database.connect()) {
      return Query.list(connection, STORAGE, row -> row.getString(1), schema, column);
    }
  }

  private AbstractDatabase loaded(ScratchDatabase database)
      throws IOException, InterruptedException {
    AbstractDatabase known = loaded.get(database);
    if (known == null) {
      known = load(database);
      loaded.put(database, known);
    }
    return known;
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
