package dev.lintel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLConnection;
import org.junit.jupiter.api.Test;

class SharesNoJarsTest {

  @Test
  void theListenerHasRunBeforeTheTests() {
    assertThat(URLConnection.getDefaultUseCaches("jar")).isFalse();
  }
}
