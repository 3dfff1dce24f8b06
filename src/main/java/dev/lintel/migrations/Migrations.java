package dev.lintel.migrations;

import dev.lintel.ConfigurationException;
import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
 * <p>Beside a host's Flyway nothing is shared: schema and history table are Lintel's own. Upgrade,
 * downgrade and stamp take two connections at a time, one of which holds an advisory lock: of those
 * that are started at once, one runs and the others wait, ten minutes at most. Every script runs
 * under a finite {@code lock_timeout}, and otherwise under whatever time-outs the data source has:
 * one that builds a large index wants a data source without {@code statement_timeout}.
 *
 * <p>Each call first asks the server for its version, and throws a {@link MigrationException} if it
 * is not PostgreSQL 13 or newer with UTF-8, a {@link dev.lintel.DatabaseException} if it cannot be
 * reached or refuses the role, and a {@link ConfigurationException} if Flyway is not on the class
 * path. What only reads takes one connection after the other, makes several short round trips, and
 * waits for no lock.
 *
 * <p>The history is Flyway's own table. A migration that was undone is marked there by a row of
 * type {@code DELETE}, as Flyway's {@code repair} writes it, and is pending again; so Flyway can
 * take over at any time, with the same locations, schema and table.
 */
public final class Migrations {

  /** The target of {@link #downgradeTo} and {@link #stamp} for: no migration applied. */
  public static final String BASE = DowngradeTarget.BASE;

  private static final String LOCATION = "classpath:lintel/db/migrations";
  private static final String UNDO_LOCATION = "classpath:lintel/db/undo";
  private static final String HISTORY_TABLE = "lintel_schema_history";
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  private final MigrationSettings settings;

  private Migrations(MigrationSettings settings) {
    this.settings = settings;
  }

  /**
   * Lintel's own migrations, in the schema {@code lintel}.
   *
   * @param dataSource the caller's; its role must be allowed to create what the migrations create
   * @return the migrations
   */
  public static Migrations over(DataSource dataSource) {
    return new Migrations(own(Require.nonNull("dataSource", dataSource)));
  }

  /** Of Lintel's own migrations. */
  static MigrationSettings own(DataSource dataSource) {
    return new MigrationSettings(
        dataSource,
        SchemaName.DEFAULT,
        Collections.singletonList(LOCATION),
        Collections.singletonList(UNDO_LOCATION),
        HISTORY_TABLE,
        LOCK_TIMEOUT);
  }

  /**
   * The same for another schema, which the first upgrade makes if it is not there.
   *
   * @param schema exactly as the database names it; it may hold tables already
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if it is no plain identifier
   */
  public Migrations schema(String schema) {
    return new Migrations(settings.withSchema(SchemaName.check(schema)));
  }

  /**
   * A host's own migrations. They have no undo scripts until {@link #undoLocations} names some.
   *
   * @param locations as Flyway takes them: {@code classpath:…} or {@code filesystem:…}
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if there is none, or one is null or empty
   */
  public Migrations locations(String... locations) {
    return new Migrations(
        settings.withLocations(checked("locations", locations), Collections.emptyList()));
  }

  /**
   * Where the undo scripts stand: {@code U002__x.sql} undoes {@code V002__x.sql}. Not a folder in
   * which Flyway looks for migrations.
   *
   * @param undoLocations {@code classpath:…} or {@code filesystem:…}
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if there is none, or one is null or empty
   */
  public Migrations undoLocations(String... undoLocations) {
    return new Migrations(
        settings.withLocations(settings.locations, checked("undoLocations", undoLocations)));
  }

  private static List<String> checked(String name, String... locations) {
    Require.nonNull(name, locations);
    if (locations.length == 0) {
      throw new InvalidValueException(name, "at least one", "none");
    }
    for (String location : locations) {
      if (Require.nonNull("location", location).trim().isEmpty()) {
        throw new InvalidValueException(
            "location", "classpath:… or filesystem:…", Text.visible(location));
      }
    }
    return Collections.unmodifiableList(Arrays.asList(locations.clone()));
  }

  /**
   * Another table for the trail of what was applied.
   *
   * @param historyTable a plain identifier, at most 57 characters: its indexes are named after it
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if it is no plain identifier
   */
  public Migrations historyTable(String historyTable) {
    if (!Require.nonNull("historyTable", historyTable).matches("[A-Za-z_][A-Za-z0-9_]{0,56}")) {
      throw new InvalidValueException(
          "historyTable",
          "a letter or underscore, then letters, digits or _, at most 57",
          Text.visible(historyTable));
    }
    return new Migrations(settings.withHistoryTable(historyTable));
  }

  /**
   * How long a script may wait for a lock before it fails, so that what stands in a queue behind it
   * does not wait longer either.
   *
   * @param lockTimeout one millisecond to one day; 5 seconds unless it is set
   * @return new migrations; these stay as they are
   * @throws InvalidValueException if it is null or out of these bounds
   */
  public Migrations lockTimeout(Duration lockTimeout) {
    Require.nonNull("lockTimeout", lockTimeout);
    boolean bounded =
        lockTimeout.compareTo(Duration.ofMillis(1)) >= 0
            && lockTimeout.compareTo(Duration.ofDays(1)) <= 0;
    if (!bounded) {
      throw new InvalidValueException(
          "lockTimeout", "one millisecond to one day", lockTimeout.toString());
    }
    return new Migrations(settings.withLockTimeout(lockTimeout));
  }

  /**
   * Applies all pending migrations, each in its own transaction with its row of the history.
   *
   * @return what was applied; nothing, if another upgrade has just done it
   * @throws MigrationException if the server is not PostgreSQL 13 or newer with UTF-8, if an
   *     applied migration was changed since, if a script begins or ends transactions itself, or if
   *     one fails: it is rolled back, and those before it stay applied. If it waited too long for a
   *     lock, the message names who held it
   * @throws ConfigurationException if Flyway is not on the class path
   */
  public UpgradeResult upgrade() {
    return upgrade(UpgradeTarget.head());
  }

  /**
   * Applies the pending migrations up to a version.
   *
   * @param version for example {@code 2} or {@code 002}; one that there is
   * @return what was applied; nothing, if the schema is there or beyond
   * @throws MigrationException as {@link #upgrade()}, or if there is no such version
   */
  public UpgradeResult upgrade(String version) {
    return upgrade(UpgradeTarget.version(Require.nonNull("version", version)));
  }

  /**
   * Applies the next few pending migrations.
   *
   * @param steps 1 or more
   * @return what was applied
   * @throws MigrationException as {@link #upgrade()}, or if fewer are pending
   * @throws InvalidValueException if it is less than 1
   */
  public UpgradeResult upgradeSteps(int steps) {
    return upgrade(UpgradeTarget.steps(steps));
  }

  private UpgradeResult upgrade(UpgradeTarget target) {
    return with(flyway -> new Upgrade(settings).run(flyway, target));
  }

  /**
   * Undoes the migrations that were applied last, newest first: each one's undo script and its mark
   * in the history in one transaction. A script that cannot run in one ({@code CONCURRENTLY}) is
   * marked after it, and can be repeated if it was interrupted.
   *
   * @param steps 1 or more
   * @return what was undone
   * @throws MigrationException before anything is changed, if fewer are applied, an undo script is
   *     missing, declares itself irreversible, begins or ends transactions itself or cannot be
   *     repeated, the files are not those that were applied, or a migration has failed half-way; or
   *     if a script fails: it is rolled back, and what was undone before it stays undone
   * @throws InvalidValueException if it is less than 1
   * @throws ConfigurationException if Flyway is not on the class path
   */
  public DowngradeResult downgradeSteps(int steps) {
    return downgrade(DowngradeTarget.steps(steps));
  }

  /**
   * Undoes the migrations that were applied after a version, which itself stays.
   *
   * @param version one that is applied, for example {@code 2} or {@code 002}, or {@link #BASE}
   * @return what was undone; nothing, if the schema is at that version
   * @throws MigrationException as {@link #downgradeSteps}, or if the version is not applied
   */
  public DowngradeResult downgradeTo(String version) {
    return downgrade(DowngradeTarget.version(Require.nonNull("version", version)));
  }

  private DowngradeResult downgrade(DowngradeTarget target) {
    return with(flyway -> new Downgrade(settings).run(flyway, target));
  }

  /**
   * Writes into the history that the schema is at a version, and runs nothing: for a database whose
   * tables were there before. Versions up to it are marked as applied, later ones as not applied.
   *
   * @param version one that there is, for example {@code 2} or {@code 002}, or {@link #BASE}
   * @return what was marked
   * @throws MigrationException if there is no such version, or a migration has failed half-way
   */
  public StampResult stamp(String version) {
    Require.nonNull("version", version);
    return with(flyway -> new Stamp(settings).run(flyway, version));
  }

  /**
   * The same as scripts that a DBA runs by hand.
   *
   * @return makes them, for the state that the database is in then
   */
  public MigrationScripts scripts() {
    return new MigrationScripts(settings, this::withFlyway);
  }

  /**
   * The version that the schema is at. Changes nothing.
   *
   * @return as its file is named, for example {@code 003}; empty before the first upgrade
   */
  public Optional<String> current() {
    return with(flyway -> flyway.current()); // a method reference would link Flyway out here
  }

  /**
   * What was applied, undone and applied again, oldest first. Changes nothing.
   *
   * @return unmodifiable; empty before the first upgrade
   */
  public List<AppliedMigration> history() {
    return with(
        flyway ->
            Trail.of(
                Reading.on(
                    settings.dataSource, connection -> new History(settings).read(connection))));
  }

  /**
   * What {@link #upgrade()} would apply, in that order. Changes nothing.
   *
   * @return unmodifiable; empty if the schema is at head
   */
  public List<PendingMigration> pending() {
    return with(
        flyway -> {
          List<PendingMigration> pending = new ArrayList<>();
          for (KnownMigration migration : flyway.missing()) {
            if (migration.pending && migration.version != null) {
              pending.add(
                  new PendingMigration(migration.version, migration.description, migration.script));
            }
          }
          return Collections.unmodifiableList(pending);
        });
  }

  /**
   * The scripts that {@link #upgrade()} would run, in that order, repeatable ones too. Changes
   * nothing.
   *
   * @return unmodifiable; empty if nothing is pending
   * @throws MigrationException as {@link #upgrade()} refuses a script
   */
  public List<Script> pendingScripts() {
    return with(
        flyway ->
            Reading.on(settings.dataSource, connection -> pendingScripts(flyway, connection)));
  }

  private List<Script> pendingScripts(FlywayRunner flyway, Connection connection)
      throws SQLException {
    List<Script> scripts = new ArrayList<>();
    ScriptFiles files = new ScriptFiles(settings.locations);
    Placeholders placeholders = Placeholders.of(connection, settings);
    FlywayRunner runner = flyway.on(WorkerDataSource.of(settings.dataSource, connection));
    for (KnownMigration migration : UpgradeTarget.upTo(null, runner.missing())) {
      scripts.add(Script.of(migration, files, placeholders));
    }
    return Collections.unmodifiableList(scripts);
  }

  private <R> R with(Function<FlywayRunner, R> call) {
    FlywayRunner flyway;
    try {
      flyway = new FlywayRunner(settings);
      flyway.requireLibrary();
    } catch (NoClassDefFoundError e) {
      throw new ConfigurationException(
          "Flyway: not on the class path; add org.flywaydb:flyway-core 9.22.3 or newer (from 10 on"
              + " also flyway-database-postgresql), or let a DBA run the migrations",
          e);
    }
    ServerCheck.check(settings.dataSource);
    return call.apply(flyway);
  }

  private String withFlyway(Function<FlywayRunner, String> call) {
    return with(call);
  }

  @Override
  public String toString() {
    return "Migrations[schema " + settings.schema + ", history in " + settings.historyTable + "]";
  }
}
