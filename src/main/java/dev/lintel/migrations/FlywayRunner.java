package dev.lintel.migrations;

import dev.lintel.ConfigurationException;
import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.extensibility.Plugin;

/**
 * The only class that links Flyway, which is optional. It calls what 9.22 and 13 have both, and
 * implements nothing of theirs: a call-back made for 9 is none for 11.
 */
final class FlywayRunner {

  /** What a schema with a host's tables starts from: below every migration, so that V001 runs. */
  static final String BASELINE = "0";

  static final String BASELINE_DESCRIPTION = "tables that were there before";

  private static final String[] POSTGRESQL_EXTENSIONS = {
    "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension",
    "org.flywaydb.core.internal.database.postgresql.PostgreSQLConfigurationExtension"
  };

  private static final Pattern VERSION = Pattern.compile("[0-9]+([._][0-9]+)*");

  private final MigrationSettings settings;
  private final DataSource dataSource;

  FlywayRunner(MigrationSettings settings) {
    this(settings, settings.dataSource);
  }

  private FlywayRunner(MigrationSettings settings, DataSource dataSource) {
    this.settings = settings;
    this.dataSource = dataSource;
  }

  /**
   * @throws NoClassDefFoundError if Flyway is not on the class path
   */
  void requireLibrary() {
    call(() -> configure());
  }

  /** The same on other connections. */
  FlywayRunner on(DataSource others) {
    return new FlywayRunner(settings, others);
  }

  private FluentConfiguration configure() {
    FluentConfiguration configuration = new FluentConfiguration(ScriptFiles.classLoader());
    lockBySession(configuration);
    return configuration
        .dataSource(dataSource)
        .defaultSchema(settings.schema)
        .schemas(settings.schema)
        .createSchemas(false)
        .table(settings.historyTable)
        .locations(settings.locations.toArray(new String[0]))
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .baselineOnMigrate(true)
        .baselineVersion(BASELINE)
        .baselineDescription(BASELINE_DESCRIPTION);
  }

  /**
   * Flyway's default lock is an open transaction, for which CREATE INDEX CONCURRENTLY waits for
   * ever. Said through its setter, since from 13 on the property of that name takes a library that
   * nobody needs; the class moved with Flyway 10.
   */
  private static void lockBySession(FluentConfiguration configuration) {
    for (String name : POSTGRESQL_EXTENSIONS) {
      try {
        Class<? extends Plugin> extension =
            Class.forName(name, true, FluentConfiguration.class.getClassLoader())
                .asSubclass(Plugin.class);
        Plugin plugin = configuration.getPluginRegister().getPlugin(extension);
        extension.getMethod("setTransactionalLock", boolean.class).invoke(plugin, false);
        return;
      } catch (ClassNotFoundException e) {
        continue;
      } catch (ReflectiveOperationException e) {
        throw new ConfigurationException(
            "Flyway: its PostgreSQL module cannot be set to lock by session: " + e, e);
      }
    }
    String version = version();
    if (version.matches("[1-9]([.].*)?")) {
      throw new ConfigurationException(
          "Flyway "
              + version
              + ": expected 9.22.3 or newer; set its version (with Spring Boot 2.7 by the property"
              + " flyway.version), or let a DBA run the migrations");
    }
    throw new ConfigurationException(
        "Flyway: its PostgreSQL module is not on the class path; add"
            + " org.flywaydb:flyway-database-postgresql of the same version");
  }

  /** As the jar names it; empty if it does not. */
  private static String version() {
    try (InputStream file =
        FluentConfiguration.class.getResourceAsStream("/org/flywaydb/core/internal/version.txt")) {
      if (file == null) {
        return "";
      }
      try (Scanner words = new Scanner(file, "UTF-8")) {
        return words.hasNext() ? words.next() : "";
      }
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Applies what is pending, in order.
   *
   * @param target the last version; null for all
   * @param scripts what it will run, for the message if one fails
   * @return the versions that were applied
   */
  List<String> migrate(String target, List<Script> scripts) {
    List<String> applied = new ArrayList<>();
    MigrateResult result =
        call(
            () -> {
              FluentConfiguration configuration = configure();
              if (target != null) {
                configuration.target(MigrationVersion.fromVersion(target));
              }
              return configuration.load().migrate();
            },
            scripts);
    for (MigrateOutput migration : result.migrations) {
      if (migration.version != null && !migration.version.isEmpty()) {
        applied.add(migration.version);
      }
    }
    return applied;
  }

  /** The migrations among the files that the schema does not have, in order, repeatables last. */
  List<KnownMigration> missing() {
    List<KnownMigration> missing = new ArrayList<>();
    for (MigrationInfo info : all()) {
      if (info.getInstalledRank() == null) {
        missing.add(
            new KnownMigration(
                info.getVersion() == null ? null : info.getVersion().getVersion(),
                info.getDescription(),
                info.getType().name(),
                info.getScript(),
                info.getChecksum(),
                info.getState().name().equals("PENDING")));
      }
    }
    return missing;
  }

  /**
   * @throws MigrationException if a migration is not applied, but a later one is: Flyway would
   *     refuse it with advice that only Flyway's own settings can follow
   */
  void refuseOvertaken() {
    for (MigrationInfo info : all()) {
      if (info.getInstalledRank() == null && info.getState().name().equals("IGNORED")) {
        throw new MigrationException(
            info.getScript()
                + ": not applied, but a later version is ("
                + current().orElse("")
                + "); give it a higher version, or downgrade to below it and upgrade again");
      }
    }
  }

  Optional<String> current() {
    MigrationInfo current = call(() -> configure().load().info().current());
    return current == null || current.getVersion() == null || isBaseline(current)
        ? Optional.empty()
        : Optional.of(current.getVersion().getVersion());
  }

  /**
   * @throws MigrationException if the files are not those that were applied
   */
  void validateApplied() {
    validate("*:pending", "*:ignored");
  }

  /**
   * @throws MigrationException if {@link #migrate} would refuse for the same reason
   */
  void validateMigrate() {
    validate("*:pending", "*:future");
  }

  private void validate(String... ignored) {
    ValidateResult result =
        call(() -> configure().ignoreMigrationPatterns(ignored).load().validateWithResult());
    if (!result.validationSuccessful) {
      String reason =
          result.invalidMigrations.isEmpty()
              ? result.errorDetails.errorMessage
              : message(result.invalidMigrations.get(0));
      throw new MigrationException(
          "schema " + settings.schema + ": " + FlywayFailure.line(reason, Collections.emptyList()));
    }
  }

  private static String message(ValidateOutput invalid) {
    return invalid.errorDetails.errorMessage;
  }

  /**
   * @param version as a person writes it, {@code 2} for {@code 002}
   * @return the version as its file or row is named
   * @throws MigrationException if there is no such migration
   */
  String existing(String version) {
    List<String> known = new ArrayList<>();
    for (MigrationInfo info : all()) {
      if (info.getVersion() != null && !isBaseline(info)) {
        String name = info.getVersion().getVersion();
        if (compare(name, version) == 0) {
          return name;
        }
        if (!known.contains(name)) {
          known.add(name);
        }
      }
    }
    throw new MigrationException(
        "version " + Text.visible(version) + ": there is no such migration, only " + known);
  }

  /**
   * The order of two versions, by their numbers.
   *
   * @throws MigrationException if one is no version
   */
  static int compare(String one, String other) {
    return version(one).compareTo(version(other));
  }

  /** Flyway itself takes the digits of every script, and words such as {@code latest}. */
  private static MigrationVersion version(String text) {
    if (text != null && !VERSION.matcher(text).matches()) {
      throw new MigrationException(
          "version " + Text.visible(text) + ": expected digits, with dots or underscores between");
    }
    return MigrationVersion.fromVersion(text);
  }

  private MigrationInfo[] all() {
    return call(() -> configure().load().info().all());
  }

  private static boolean isBaseline(MigrationInfo info) {
    return info.getType().name().equals("BASELINE")
        && info.getVersion().equals(MigrationVersion.fromVersion(BASELINE));
  }

  private <T> T call(Supplier<T> work) {
    return call(work, Collections.emptyList());
  }

  private <T> T call(Supplier<T> work, List<Script> scripts) {
    try {
      return work.get();
    } catch (FlywayException e) {
      String message = FlywayFailure.line(String.valueOf(e.getMessage()), scripts);
      throw new MigrationException("schema " + settings.schema + ": " + message, e);
    } catch (IllegalArgumentException e) { // no path or pattern of the JVM's
      throw new MigrationException(
          "locations "
              + Text.line(settings.locations.toString())
              + ": expected classpath:… or filesystem:…, but "
              + Text.line(e.getMessage()),
          e);
    }
  }
}
