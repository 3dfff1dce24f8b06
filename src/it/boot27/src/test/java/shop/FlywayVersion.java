package shop;

import org.springframework.util.ClassUtils;

/** Which Flyway the application runs with: Boot 2.7's own, or by {@code -Dflyway.version} 9. */
final class FlywayVersion {

  private FlywayVersion() {}

  static boolean isBoots() {
    return !isNewer();
  }

  static boolean isNewer() {
    return ClassUtils.isPresent("org.flywaydb.core.api.CoreMigrationType", null);
  }
}
