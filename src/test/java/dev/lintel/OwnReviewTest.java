package dev.lintel;

import dev.lintel.tools.review.Review;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Lintel's own SQL, under its own review: on {@code db/volume.sql}, against {@code db/plans}. */
class OwnReviewTest {

  @Test
  void everyStatementIsServedByAnIndex() {
    Review.project(Path.of("")).run().assertPasses();
  }
}
