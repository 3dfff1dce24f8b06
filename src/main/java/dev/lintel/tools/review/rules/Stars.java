package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the star that the server has replaced by columns: each of these remembers where in the text
 * it comes from.
 */
final class Stars {

  private static final int RELATION = 0;

  private static final Pattern STAR =
      Pattern.compile("(?:" + Identifier.NAME + "\\s*\\.\\s*)*\\*.*", Pattern.DOTALL);

  private Stars() {}

  /**
   * Whether one of the entries comes from a star over a table or view. The columns of a subquery
   * stand in the statement itself.
   */
  static boolean in(OfBranch branch, Query query, List<Node> entries) {
    byte[] sql = branch.part().sql().getBytes(StandardCharsets.UTF_8);
    return entries.stream()
        .map(entry -> entry.node("expr"))
        .filter(expression -> expression != null && expression.is("VAR"))
        .filter(var -> isOfTable(query, var))
        .anyMatch(var -> isStar(sql, (int) var.number("location")) || isTable(query, var));
  }

  private static boolean isOfTable(Query query, Node var) {
    return query
        .place(var)
        .map(place -> query.ranges().get(place.range() - 1))
        .filter(range -> range.number("rtekind") == RELATION)
        .isPresent();
  }

  /**
   * A column from {@code TABLE name} has no place in the text. So has one that is grouped by, but
   * that is looked at through the groups.
   */
  private static boolean isTable(Query query, Node var) {
    return var.number("location") < 0
        && query.ranges().get((int) var.number("varno") - 1).number("rtekind") == RELATION;
  }

  private static boolean isStar(byte[] sql, int at) {
    return at >= 0
        && at < sql.length
        && STAR.matcher(new String(Arrays.copyOfRange(sql, at, sql.length), StandardCharsets.UTF_8))
            .matches();
  }
}
