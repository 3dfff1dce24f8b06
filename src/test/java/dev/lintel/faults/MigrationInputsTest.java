package dev.lintel.faults;

import static dev.lintel.faults.InputRun.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions and locations of migrations that nobody hopes for: refused, and nothing is run. */
@PostgresTest
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class MigrationInputsTest {

  private static final List<String> VERSIONS =
      List.of(
          "current", "latest", "next", "empty", "base ", "-1", "1e3", "0", "001;", "V001", "..",
          "\uff13", "\u0663");
  private static final String RUN = "Migrations.upgrade, downgradeTo and stamp";
  private static final String SCRIPTS = "MigrationScripts.upgrade and downgradeTo";
  private static final String STEPS = "MigrationScripts.upgradeSteps and downgradeSteps";
  private static final String LOCATIONS = "Migrations.locations";

  static final List<String> TRIED = List.of(RUN, SCRIPTS, STEPS, LOCATIONS);

  private static final Map<String, Integer> GIVEN = new LinkedHashMap<>();

  private static String version(Inputs in) {
    if (in.one(3)) {
      return in.of(VERSIONS);
    }
    String text = in.text(90);
    return text == null || text.length() < 1_000 ? text : text.substring(0, 1_000);
  }

  private static boolean isKnown(String version) {
    return version != null && version.matches("base|0*[1-3]([._]0+)*");
  }

  @Test
  void versionsThatAreNone(Database database) {
    Migrations migrations = Migrations.over(database.dataSource());
    int count = Load.slowInputs(20, 1_000);
    InputRun run =
        InputRun.of(
            RUN,
            count,
            in -> {
              String version = version(in);
              if (isKnown(version)) {
                return;
              }
              switch (in.upTo(2)) {
                case 0:
                  migrations.upgrade(version);
                  break;
                case 1:
                  migrations.downgradeTo(version);
                  break;
                default:
                  migrations.stamp(version);
              }
              throw new AssertionError("took version " + version);
            });
    assertThat(run.refused()).isPositive();
    assertThat(migrations.current()).contains("003");
    assertThat(migrations.history()).hasSize(3);
    GIVEN.put(RUN, count);
  }

  @Test
  void scriptsOfVersionsThatAreNone(Database database) {
    MigrationScripts scripts = Migrations.over(database.dataSource()).scripts();
    int count = Load.slowInputs(20, 1_000);
    InputRun run =
        InputRun.of(
            SCRIPTS,
            count,
            in -> {
              String version = version(in);
              if (isKnown(version)) {
                return;
              }
              String script = in.one(2) ? scripts.upgrade(version) : scripts.downgradeTo(version);
              throw new AssertionError("took version " + version + ": " + script);
            });
    assertThat(run.refused()).isPositive();
    GIVEN.put(SCRIPTS, count);
  }

  /** All are applied, so that there is no step up, and three down. */
  @Test
  void scriptsOfSteps(Database database) {
    MigrationScripts scripts = Migrations.over(database.dataSource()).scripts();
    int count = Load.slowInputs(20, 1_000);
    InputRun run =
        InputRun.of(
            STEPS,
            count,
            in -> {
              int steps = in.limit();
              if (in.one(3)) {
                taken(false, () -> scripts.upgradeSteps(steps));
              } else {
                boolean good = steps >= 1 && steps <= 3;
                assertThat(taken(good, () -> scripts.downgradeSteps(steps))).contains("DROP");
              }
            });
    assertThat(run.taken()).isPositive();
    assertThat(run.refused()).isPositive();
    GIVEN.put(STEPS, count);
  }

  @Test
  void locationsThatAreNone(Database database) {
    Migrations migrations = Migrations.over(database.dataSource());
    int count = Load.slowInputs(30, 2_000);
    InputRun run =
        InputRun.of(
            LOCATIONS,
            count,
            in -> {
              String text = in.text(90);
              String location =
                  in.one(2) || text == null
                      ? text
                      : in.of(List.of("classpath:", "filesystem:/nowhere/", "x:")) + text;
              Migrations there = migrations.locations(location);
              if (in.one(2)) {
                there.pending();
              } else {
                there.pendingScripts();
              }
            });
    assertThat(run.refused()).isPositive();
    GIVEN.put(LOCATIONS, count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classpath:a*)", "filesystem:a?(", "filesystem:\0", "x:\ny"})
  void locationsThatArePatternsOrPathsGoneWrong(String location, Database database) {
    Migrations migrations = Migrations.over(database.dataSource()).locations(location);
    assertThatThrownBy(migrations::pending)
        .isInstanceOf(MigrationException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @AfterAll
  static void figures() {
    InputFigures.write("inputs of migrations", GIVEN);
  }
}
