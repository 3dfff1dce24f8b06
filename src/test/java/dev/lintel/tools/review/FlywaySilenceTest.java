package dev.lintel.tools.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class FlywaySilenceTest {

  private final Logger flyway = Logger.getLogger(getClass().getName());
  private final Logger step = Logger.getLogger(getClass().getName() + ".command.DbMigrate");

  @Test
  void stepsAreNotSaidAndFaultsAre() {
    try (FlywaySilence silence = new FlywaySilence(flyway)) {
      assertThat(step.isLoggable(Level.INFO)).isFalse();
      assertThat(step.isLoggable(Level.WARNING)).isTrue();
    }
    assertThat(flyway.getLevel()).isNull();
  }

  @Test
  void aLevelThatSomebodySetStays() {
    flyway.setLevel(Level.FINE);
    try (FlywaySilence silence = new FlywaySilence(flyway)) {
      assertThat(step.isLoggable(Level.FINE)).isTrue();
    } finally {
      assertThat(flyway.getLevel()).isEqualTo(Level.FINE);
      flyway.setLevel(null);
    }
  }
}
