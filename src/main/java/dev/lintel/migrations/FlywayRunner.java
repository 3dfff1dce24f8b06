package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

/** The only class that links Flyway, which is optional. */
final class FlywayRunner {

  /** What a schema with a host's tables starts from: below every migration, so that V001 runs. */
  private static final String BASELINE = "0";

  private final DataSource dataSource;
  private final String schema;
  private final String historyTable;
  private final FluentConfiguration configuration;

  FlywayRunner(DataSource dataSource, String schema, List<String> locations, String historyTable) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.historyTable = historyTable;
    this.configuration =
        new FluentConfiguration(classLoader())
            .dataSource(dataSource)
            .defaultSchema(schema)
            .schemas(schema)
            .createSchemas(false)
            .table(historyTable)
            .locations(locations.toArray(new String[0]))
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .baselineOnMigrate(true)
            .baselineVersion(BASELINE)
            .baselineDescription("tables that were there before");
  }

  /** A host's loader sees its own migrations and Lintel's; without one, Lintel's own does. */
  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean seesLintel = context != null && context.getResource("lintel/db/migrations") != null;
    return seesLintel ? context : FlywayRunner.class.getClassLoader();
  }

  UpgradeResult upgrade(String version) {
    ServerCheck.check(dataSource);
    if (version != null) {
      configuration.target(existing(version));
    }
    try (MigrationLock lock = MigrationLock.acquire(dataSource, schema, historyTable)) {
      lock.createSchema(schema);
      configuration.dataSource(lock.dataSource());
      MigrateResult result = flyway().migrate();
      List<String> applied = new ArrayList<>();
      for (MigrateOutput migration : result.migrations) {
        applied.add(migration.version);
      }
      return new UpgradeResult(currentVersion().orElse(null), applied);
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  Optional<String> current() {
    ServerCheck.check(dataSource);
    try {
      return currentVersion();
    } catch (FlywayException e) {
      throw failed(e);
    }
  }

  List<AppliedMigration> history() {
    ServerCheck.check(dataSource);
    List<AppliedMigration> history = new ArrayList<>();
    try {
      MigrationInfo[] applied = flyway().info().applied();
      Map<Integer, Instant> installedOn =
          applied.length == 0
              ? Collections.emptyMap()
              : HistoryTimes.read(dataSource, schema, historyTable);
      for (MigrationInfo info : applied) {
        if (info.getVersion() != null && !isBaseline(info)) {
          history.add(
              new AppliedMigration(
                  info.getVersion().getVersion(),
                  info.getDescription(),
                  info.getScript(),
                  info.getState().getDisplayName(),
                  installedOn.get(info.getInstalledRank()),
                  info.getInstalledBy(),
                  Duration.ofMillis(
                      info.getExecutionTime() == null ? 0 : info.getExecutionTime())));
        }
      }
    } catch (FlywayException e) {
      throw failed(e);
    }
    return Collections.unmodifiableList(history);
  }

  List<PendingMigration> pending() {
    ServerCheck.check(dataSource);
    List<PendingMigration> pending = new ArrayList<>();
    try {
      for (MigrationInfo info : flyway().info().pending()) {
        if (info.getVersion() != null) {
          pending.add(
              new PendingMigration(
                  info.getVersion().getVersion(), info.getDescription(), info.getScript()));
        }
      }
    } catch (FlywayException e) {
      throw failed(e);
    }
    return Collections.unmodifiableList(pending);
  }

  private Flyway flyway() {
    return configuration.load();
  }

  private Optional<String> currentVersion() {
    MigrationInfo current = flyway().info().current();
    return current == null || current.getVersion() == null || isBaseline(current)
        ? Optional.empty()
        : Optional.of(current.getVersion().getVersion());
  }

  private static boolean isBaseline(MigrationInfo info) {
    return info.getVersion().equals(MigrationVersion.fromVersion(BASELINE));
  }

  private MigrationVersion existing(String version) {
    List<String> known = new ArrayList<>();
    try {
      MigrationVersion wanted = MigrationVersion.fromVersion(version);
      for (MigrationInfo info : flyway().info().all()) {
        if (info.getVersion() != null && !isBaseline(info)) {
          if (info.getVersion().equals(wanted)) {
            return wanted;
          }
          known.add(info.getVersion().getVersion());
        }
      }
    } catch (FlywayException e) {
      throw new MigrationException("version " + Text.visible(version) + ": " + oneLine(e), e);
    }
    throw new MigrationException(
        "version " + Text.visible(version) + ": there is no such migration, only " + known);
  }

  private MigrationException failed(FlywayException e) {
    String advice =
        e.getMessage() != null && e.getMessage().contains("Unable to obtain connection")
            ? "; an upgrade takes two connections of the pool"
            : "";
    return new MigrationException("schema " + schema + ": " + oneLine(e) + advice, e);
  }

  private static String oneLine(FlywayException e) {
    return Text.line(String.valueOf(e.getMessage()).replaceAll("[\\s-]*[\\r\\n][\\s-]*", " "));
  }
}
