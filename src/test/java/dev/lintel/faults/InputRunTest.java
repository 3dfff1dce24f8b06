package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.testing.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The judge of the inputs is judged: what may not be is a failure that can be had again. */
@Tag("faults")
class InputRunTest {

  private static final int BAD = 17;

  /** A run in which one input ends otherwise than in success. */
  private static void runWith(InputRun.Attempt bad) {
    InputRun.of(
        "judged",
        100,
        in -> {
          if (in.number() == BAD) {
            bad.on(in);
          }
        });
  }

  private static void assertFails(InputRun.Attempt bad, String reason) {
    assertThatThrownBy(() -> runWith(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("judged, input " + BAD + ",")
        .hasMessageContaining(" -Dlintel.faults.seed=" + Inputs.SEED + Load.options() + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void serverErrorFails() {
    assertFails(
        in -> {
          throw new DatabaseException("server: gone", "XX000", null);
        },
        "a server error");
  }

  @Test
  void exceptionWithoutANameFails() {
    assertFails(
        in -> {
          throw new IllegalStateException("not ours");
        },
        "not ours");
  }

  @Test
  void refusalThatALogCannotTakeFails() {
    assertFails(
        in -> {
          throw new InvalidValueException("name", "text", "a\u0007b");
        },
        "control characters in");
    assertFails(
        in -> {
          throw new MigrationException("says not what is at fault");
        },
        "the message");
    assertFails(
        in -> {
          throw new InvalidValueException("name", "text", "x".repeat(10_000));
        },
        "the message");
  }

  @Test
  void whatDoesNotReadBackEqualFails() {
    assertFails(in -> assertThat(in.number()).isEqualTo(BAD + 1), "" + (BAD + 1));
  }

  @Test
  void whatIsTakenButBadOrRefusedButGoodFails() {
    assertFails(in -> InputRun.taken(false, () -> "stored"), "stored");
    assertFails(
        in ->
            InputRun.taken(
                true,
                () -> {
                  throw new InvalidValueException("name", "text", "null");
                }),
        "refused, but good");
  }

  @Test
  void harmToTheTransactionFails() {
    assertThatThrownBy(() -> InputRun.of("judged", 100, () -> new Counted(new ArrayList<>(), BAD)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("judged, input " + BAD + ",")
        .hasMessageContaining("harmed");
  }

  @Test
  void hangFails() {
    CountDownLatch never = new CountDownLatch(1);
    InputRun.Attempt hanging = in -> never.await();
    assertThatThrownBy(() -> InputRun.of("judged", 1, Duration.ofMillis(50), hanging))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("judged, input 0,")
        .hasMessageContaining("takes longer than PT0.05S");
  }

  @Test
  void takenAndRefusedAreCounted() {
    InputRun run =
        InputRun.of(
            "judged",
            100,
            in -> {
              if (in.number() % 4 == 0) {
                throw new InvalidValueException("number", "no multiple of 4", "" + in.number());
              }
            });
    assertThat(run.taken()).isEqualTo(75);
    assertThat(run.refused()).isEqualTo(25);
  }

  /** Also what a worker keeps from one input to the next. */
  @Test
  void sameSeedGivesTheSameInputsInTheSameOrder() {
    assertThat(inputsOfWorkers()).hasSize(2).isEqualTo(inputsOfWorkers());
    assertThat(inputs(BAD)).isEqualTo(inputs(BAD)).isNotEqualTo(inputs(BAD + 1));
  }

  private static List<Object> inputs(int number) {
    Inputs in = new Inputs("judged", number);
    return List.of(
        in.number(),
        in.text(50) + in.fitting(50),
        in.document(),
        spoilt(in.badDocument()),
        in.limit(),
        in.newId(),
        String.valueOf(in.duration()),
        in.badCursor("judged") + in.forgedCursor("judged"));
  }

  /** Its own text may be endless, or tell where an object is in memory. */
  private static String spoilt(Map<String, Object> document) {
    try {
      return "not spoilt: " + JsonObject.of("document", document).text();
    } catch (InvalidValueException e) {
      return (document == null ? null : document.keySet()) + e.getMessage();
    }
  }

  private static List<List<String>> inputsOfWorkers() {
    List<List<String>> all = new CopyOnWriteArrayList<>();
    InputRun.of(
        "judged",
        200,
        () -> {
          List<String> own = new ArrayList<>();
          all.add(own);
          return new Counted(own, Integer.MAX_VALUE);
        });
    return all.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).collect(Collectors.toList());
  }

  /** Keeps what it was given, and is harmed by one number. */
  private static final class Counted implements InputRun.Worker {

    private final List<String> given;
    private final int harmful;
    private int number;

    Counted(List<String> given, int harmful) {
      this.given = given;
      this.harmful = harmful;
    }

    @Override
    public void attempt(Inputs inputs) {
      number = inputs.number();
      given.add(number + ": " + inputs.newId());
    }

    @Override
    public void requireUnharmed() {
      assertThat(number).as("harmed").isNotEqualTo(harmful);
    }

    @Override
    public void close() {}
  }
}
