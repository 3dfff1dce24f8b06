package dev.lintel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLConnection;
import org.junit.jupiter.api.Test;

class TestJvmTest {

  @Test
  void isSettledBeforeTheTests() {
    assertThat(URLConnection.getDefaultUseCaches("jar")).isFalse();
  }
}
