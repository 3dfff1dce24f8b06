package dev.lintel.tools.review.approval;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Two texts as a unified diff. */
final class Difference {

  private static final int CONTEXT = 3;

  private Difference() {}

  /**
   * @param before null if there was none
   * @param after null if there is none
   */
  static List<String> of(String file, String before, String after) {
    List<String> original = lines(before);
    return UnifiedDiffUtils.generateUnifiedDiff(
        before == null ? "/dev/null" : "approved/" + file,
        after == null ? "/dev/null" : "actual/" + file,
        original,
        DiffUtils.diff(original, lines(after)),
        CONTEXT);
  }

  private static List<String> lines(String text) {
    return text == null ? List.of() : text.lines().toList();
  }
}
