package dev.lintel.tools.review;

import dev.lintel.ConfigurationException;
import java.util.function.Consumer;

/** The analysis on a server: the seam where it is connected. */
final class ServerEngine implements Engine {

  @Override
  public EngineResult analyse(ReviewOptions options, Consumer<String> progress) {
    throw new ConfigurationException("review: the analysis is not a part of this build");
  }
}
