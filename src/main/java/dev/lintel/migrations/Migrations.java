package dev.lintel.migrations;

import dev.lintel.ConfigurationException;
import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The migrations of one schema: Lintel's own unless {@link #locations} names others. Immutable and
 * safe to share between threads.
 *
 * <pre>{@code
 * Migrations.over(dataSource).upgrade();
 * }</pre>
 *
 * <p>Beside a host's Flyway nothing is shared: schema and history table are Lintel's own. An
 * upgrade takes two connections at a time. Its statements run under whatever time-outs the data
 * source has: one that builds a large index wants a data source without {@code statement_timeout}.
 */
public final class Migrations {

  private static final String LOCATION = "classpath:lintel/db/migrations";
  private static final String HISTORY_TABLE = "lintel_schema_history";

  private final DataSource dataSource;
  private final String schema;
  private final List<String> locations;
  private final String historyTable;

  private Migrations(
      DataSource dataSource, String schema, List<String> locations, String historyTable) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.locations = locations;
    this.historyTable = historyTable;
  }

  /**
   * Lintel's own migrations, in the schema {@code lintel}.
   *
   * @param dataSource the caller's; its role must be allowed to create what the migrations create
   * @return the migrations
   */
  public static Migrations over(DataSource dataSource) {
    return new Migrations(
        Require.nonNull("dataSource", dataSource),
        SchemaName.DEFAULT,
        Collections.singletonList(LOCATION),
        HISTORY_TABLE);
  }

  /**
   * The same for another schema, which the first upgrade makes if it is not there.
   *
   * @param schema exactly as the database names it; it may hold tables already
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if it is no plain identifier
   */
  public Migrations schema(String schema) {
    return new Migrations(dataSource, SchemaName.check(schema), locations, historyTable);
  }

  /**
   * A host's own migrations.
   *
   * @param locations as Flyway takes them: {@code classpath:…} or {@code filesystem:…}
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if there is none, or one is null or empty
   */
  public Migrations locations(String... locations) {
    Require.nonNull("locations", locations);
    if (locations.length == 0) {
      throw new InvalidValueException("locations", "at least one", "none");
    }
    for (String location : locations) {
      if (Require.nonNull("location", location).trim().isEmpty()) {
        throw new InvalidValueException(
            "location", "classpath:… or filesystem:…", Text.visible(location));
      }
    }
    return new Migrations(
        dataSource,
        schema,
        Collections.unmodifiableList(Arrays.asList(locations.clone())),
        historyTable);
  }

  /**
   * Another table for the trail of what was applied.
   *
   * @param historyTable a plain identifier
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if it is no plain identifier
   */
  public Migrations historyTable(String historyTable) {
    if (!Require.nonNull("historyTable", historyTable).matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
      throw new InvalidValueException(
          "historyTable",
          "a letter or underscore, then letters, digits or _, at most 63",
          Text.visible(historyTable));
    }
    return new Migrations(dataSource, schema, locations, historyTable);
  }

  /**
   * Applies all pending migrations, each in its own transaction. Upgrades that run at once wait for
   * one another, ten minutes at most, on an advisory lock; a second one finds nothing to do.
   *
   * @return what was applied
   * @throws MigrationException if the server is not PostgreSQL 13 or newer with UTF-8, if an
   *     applied migration was changed since, or if one fails; those before it stay applied
   * @throws ConfigurationException if Flyway is not on the class path
   */
  public UpgradeResult upgrade() {
    return with(flyway -> flyway.upgrade(null));
  }

  /**
   * Applies the pending migrations up to a version.
   *
   * @param version for example {@code 2} or {@code 002}; one that there is
   * @return what was applied; nothing, if the schema is there or beyond
   * @throws MigrationException as {@link #upgrade()}, or if there is no such version
   */
  public UpgradeResult upgrade(String version) {
    Require.nonNull("version", version);
    return with(flyway -> flyway.upgrade(version));
  }

  /**
   * The version that the schema is at. Changes nothing.
   *
   * @return as its file is named, for example {@code 003}; empty before the first upgrade
   */
  public Optional<String> current() {
    return with(flyway -> flyway.current());
  }

  /**
   * What was applied, oldest first. Changes nothing.
   *
   * @return unmodifiable; empty before the first upgrade
   */
  public List<AppliedMigration> history() {
    return with(flyway -> flyway.history());
  }

  /**
   * What {@link #upgrade()} would apply, in that order. Changes nothing.
   *
   * @return unmodifiable; empty if the schema is at head
   */
  public List<PendingMigration> pending() {
    return with(flyway -> flyway.pending());
  }

  private <R> R with(Function<FlywayRunner, R> call) {
    FlywayRunner flyway;
    try {
      flyway = new FlywayRunner(dataSource, schema, locations, historyTable);
    } catch (NoClassDefFoundError e) {
      throw new ConfigurationException(
          "Flyway: not on the class path; add org.flywaydb:flyway-core 9.22.3 or newer (from 10 on"
              + " also flyway-database-postgresql), or let a DBA run the migrations",
          e);
    }
    return call.apply(flyway);
  }

  @Override
  public String toString() {
    return "Migrations[schema " + schema + ", history in " + historyTable + "]";
  }
}
