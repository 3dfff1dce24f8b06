package dev.lintel.tools.review;

import java.util.function.Consumer;

/** What makes the plans and judges them. */
interface Engine {

  /**
   * @param progress is told, on one line, what goes on
   * @throws dev.lintel.LintelException if the schema cannot be made, or the server not be reached
   */
  EngineResult analyse(ReviewOptions options, Consumer<String> progress);
}
