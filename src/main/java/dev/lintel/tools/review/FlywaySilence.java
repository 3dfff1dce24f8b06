package dev.lintel.tools.review;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Flyway says each step of the migrations to {@code java.util.logging} where it does not know the
 * slf4j that is there, and that is the console of whoever runs the tests. Until this is closed it
 * says warnings and errors alone, unless somebody has set a level for it.
 */
final class FlywaySilence implements AutoCloseable {

  private final Logger logger;
  private final boolean chosen;

  FlywaySilence() {
    this(Logger.getLogger("org.flywaydb"));
  }

  FlywaySilence(Logger logger) {
    this.logger = logger;
    this.chosen = logger.getLevel() != null;
    if (!chosen) {
      logger.setLevel(Level.WARNING);
    }
  }

  @Override
  public void close() {
    if (!chosen) {
      logger.setLevel(null);
    }
  }
}
