package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the star that the server has replaced by columns: each of these remembers where in the text
 * it comes from.
 */
final class Stars {

  private static final Pattern STAR =
      Pattern.compile("\\s*(?:(?:\"[^\"]*\"|\\w+)\\s*\\.\\s*)*\\*.*", Pattern.DOTALL);

  private Stars() {}

  static boolean in(OfBranch branch, List<Node> entries) {
    byte[] sql = branch.part().sql().getBytes(StandardCharsets.UTF_8);
    return entries.stream()
        .map(entry -> entry.node("expr"))
        .filter(expression -> expression != null && expression.is("VAR"))
        .mapToInt(var -> (int) var.number("location"))
        .filter(at -> at >= 0 && at < sql.length)
        .anyMatch(
            at ->
                STAR.matcher(
                        new String(sql, at, Math.min(150, sql.length - at), StandardCharsets.UTF_8))
                    .matches());
  }
}
