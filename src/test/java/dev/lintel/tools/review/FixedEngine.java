package dev.lintel.tools.review;

import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds what a test gives it, for tests of what is done with it; keeps what it was asked. */
public final class FixedEngine implements Engine {

  public final List<StatementReview> statements = new ArrayList<>();
  public final List<TableReview> tables = new ArrayList<>();
  public final List<ReviewFinding> findings = new ArrayList<>();
  private ReviewOptions asked;

  /** A review of a project by this engine. */
  public Review review(Path root) {
    return new Review(root, this);
  }

  @Override
  public EngineResult analyse(ReviewOptions options, Consumer<String> progress) {
    asked = options;
    progress.accept("analysing");
    return new EngineResult(
        "PostgreSQL 15.19",
        "15",
        Map.of("jit", "off"),
        statements,
        List.of(),
        tables,
        findings,
        Set.of("seq-scan", "sort"),
        Map.of());
  }

  ReviewOptions asked() {
    return asked;
  }

  /** What it was asked, as text; null if it was not. */
  public String question() {
    return asked == null ? null : asked.toString();
  }
}
