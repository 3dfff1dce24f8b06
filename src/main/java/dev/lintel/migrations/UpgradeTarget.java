package dev.lintel.migrations;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** How far an upgrade goes. */
interface UpgradeTarget {

  /**
   * @return the version, as its file is named; null for all there is
   * @throws MigrationException if there is none such
   */
  String version(FlywayRunner flyway);

  static UpgradeTarget head() {
    return flyway -> null;
  }

  static UpgradeTarget version(String version) {
    return flyway -> flyway.existing(version);
  }

  static UpgradeTarget steps(int steps) {
    if (steps < 1) {
      throw new InvalidValueException("steps", "1 or more", String.valueOf(steps));
    }
    return flyway -> {
      List<String> pending = new ArrayList<>();
      for (KnownMigration migration : flyway.missing()) {
        if (migration.pending && migration.version != null) {
          pending.add(migration.version);
        }
      }
      if (steps > pending.size()) {
        throw new MigrationException(
            "upgrade by "
                + steps
                + ": expected at most "
                + pending.size()
                + ", for that many migrations are pending");
      }
      return pending.get(steps - 1);
    };
  }

  /** Those that an upgrade to the version applies. */
  static List<KnownMigration> upTo(String version, List<KnownMigration> missing) {
    List<KnownMigration> chosen = new ArrayList<>();
    for (KnownMigration migration : missing) {
      boolean within =
          version == null
              || migration.version == null
              || FlywayRunner.compare(migration.version, version) <= 0;
      if (migration.pending && within) {
        chosen.add(migration);
      }
    }
    return chosen;
  }
}
