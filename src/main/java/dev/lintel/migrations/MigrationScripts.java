package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.validation.Require;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The scripts that a DBA runs by hand with {@code psql}, in place of an upgrade or a downgrade:
 * they leave the schema and its history as that would, for Flyway too. Each is made for the state
 * that the database is in now, and refuses to run on another one. Makes them, and changes nothing.
 */
public final class MigrationScripts {

  private final MigrationSettings settings;
  private final Function<Function<FlywayRunner, String>, String> flyway;

  /**
   * @param flyway lends Flyway, or says that it is missing
   */
  MigrationScripts(
      MigrationSettings settings, Function<Function<FlywayRunner, String>, String> flyway) {
    this.settings = settings;
    this.flyway = flyway;
  }

  /**
   * The script of {@link Migrations#upgrade()}.
   *
   * @return for psql, with a final newline; if nothing is pending, a comment that says so
   * @throws MigrationException as {@link Migrations#upgrade()} refuses
   */
  public String upgrade() {
    return upgrade(UpgradeTarget.head());
  }

  /**
   * The script of {@link Migrations#upgrade(String)}.
   *
   * @param version one that there is
   * @return for psql
   * @throws MigrationException as {@link Migrations#upgrade(String)} refuses
   */
  public String upgrade(String version) {
    return upgrade(UpgradeTarget.version(Require.nonNull("version", version)));
  }

  /**
   * The script of {@link Migrations#upgradeSteps}.
   *
   * @param steps 1 or more, at most as many as are pending
   * @return for psql
   * @throws MigrationException as {@link Migrations#upgradeSteps} refuses
   */
  public String upgradeSteps(int steps) {
    return upgrade(UpgradeTarget.steps(steps));
  }

  /**
   * The script of {@link Migrations#downgradeSteps}.
   *
   * @param steps 1 or more, at most as many as are applied
   * @return for psql
   * @throws MigrationException as {@link Migrations#downgradeSteps} refuses
   */
  public String downgradeSteps(int steps) {
    return downgrade(DowngradeTarget.steps(steps));
  }

  /**
   * The script of {@link Migrations#downgradeTo}.
   *
   * @param version one that is applied, or {@code base}
   * @return for psql
   * @throws MigrationException as {@link Migrations#downgradeTo} refuses
   */
  public String downgradeTo(String version) {
    return downgrade(DowngradeTarget.version(Require.nonNull("version", version)));
  }

  private String upgrade(UpgradeTarget target) {
    return make(
        (runner, connection, script) -> {
          String version = target.version(runner);
          runner.refuseOvertaken();
          runner.validateMigrate();
          ScriptFiles files = new ScriptFiles(settings.locations);
          Placeholders placeholders = Placeholders.of(connection, settings);
          for (KnownMigration migration : UpgradeTarget.upTo(version, runner.missing())) {
            script.addUpgrade(migration, Script.of(migration, files, placeholders));
          }
        });
  }

  private String downgrade(DowngradeTarget target) {
    return make(
        (runner, connection, script) -> {
          for (UndoStep step : UndoStep.plan(connection, settings, runner, target)) {
            script.addDowngrade(step);
          }
        });
  }

  private String make(Content content) {
    return flyway.apply(
        runner ->
            Reading.on(
                settings.dataSource,
                connection -> {
                  DataSource same = WorkerDataSource.of(settings.dataSource, connection);
                  return make(content, runner.on(same), connection);
                }));
  }

  private String make(Content content, FlywayRunner runner, Connection connection)
      throws SQLException {
    History history = new History(settings);
    history.refuseFailed(history.read(connection));
    PsqlScript script =
        new PsqlScript(
            settings,
            history.exists(connection) ? history.state(connection) : null,
            SchemaCatalog.exists(connection, settings.schema),
            SchemaCatalog.holdsObjects(connection, settings.schema));
    content.add(runner, connection, script);
    return script.text(runner.current().orElse(DowngradeTarget.BASE));
  }

  private interface Content {
    void add(FlywayRunner runner, Connection connection, PsqlScript script) throws SQLException;
  }
}
