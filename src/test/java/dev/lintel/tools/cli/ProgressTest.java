package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final CountDownLatch printed = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final StringWriter err = new StringWriter();

  private Terminal terminal(boolean watched) {
    PrintWriter writer =
        new PrintWriter(err) {
          @Override
          public void flush() {
            super.flush();
            printed.countDown();
          }
        };
    return new Terminal(
        "lintel",
        new PrintWriter(new StringWriter()),
        writer,
        Map.of(),
        Path.of(""),
        () -> {
          asked.countDown();
          return watched;
        });
  }

  @Test
  void isShownToAPersonAndWipedAtTheEnd() throws InterruptedException {
    try (Progress progress = Progress.of(terminal(true), "upgrading to head", Duration.ZERO)) {
      assertThat(printed.await(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(err.toString())
        .startsWith("\rupgrading to head ... 0 s ")
        .endsWith("\r" + " ".repeat(78) + "\r")
        .doesNotContain("\n");
  }

  @Test
  void isNotShownInAPipe() throws InterruptedException {
    try (Progress progress = Progress.of(terminal(false), "upgrading", Duration.ZERO)) {
      assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void isNotShownForWhatIsDoneSoon() {
    try (Progress progress = Progress.of(terminal(true), "upgrading", Duration.ofDays(1))) {
      progress.accept("still upgrading");
    }
    assertThat(err.toString()).isEmpty();
  }
}
