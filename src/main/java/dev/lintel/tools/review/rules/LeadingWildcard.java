package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;
import java.util.Set;

/** A pattern that begins with a wildcard, which a btree cannot find. */
final class LeadingWildcard extends BranchRule {

  private static final Set<String> LIKE = Set.of("~~", "~~*");

  /** Functions whose result begins as their first argument does. */
  private static final Set<String> KEEPING = Set.of("concat", "lower", "upper", "text", "varchar");

  LeadingWildcard() {
    super(Severity.WARNING, "leading-wildcard");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .flatMap(query -> Comparison.in(query).stream())
        .filter(c -> isIn(c, branch, context))
        .forEach(
            c ->
                table(c, context)
                    .filter(table -> Access.isUnaided(branch, table))
                    .ifPresent(
                        table ->
                            findings.add(
                                branch.review().label(),
                                table.qualifiedName(),
                                "its pattern begins with a wildcard: all of "
                                    + table.name()
                                    + " is compared",
                                "a trigram index (pg_trgm, GIN), or a pattern with a fixed"
                                    + " beginning")));
  }

  private static Optional<Table> table(Comparison comparison, Context context) {
    return comparison
        .left()
        .here()
        .filter(node -> node.is("VAR"))
        .findFirst()
        .flatMap(comparison.query()::column)
        .flatMap(column -> context.catalog().table(column.table()));
  }

  static boolean isIn(Comparison comparison, OfBranch branch, Context context) {
    return LIKE.contains(context.catalog().operator(comparison.operator()))
        && begins(comparison.right(), branch, context);
  }

  private static boolean begins(Node pattern, OfBranch branch, Context context) {
    Node value = Query.stripped(pattern);
    if (value.is("ARRAY", "ARRAYEXPR")) {
      return value.nodes("elements").stream().anyMatch(one -> begins(one, branch, context));
    }
    if (value.is("PARAM")) {
      return sample(value, branch) instanceof String text && isWildcard(text);
    }
    if (value.is("OPEXPR") && context.catalog().operator(value.number("opno")).equals("||")) {
      return begins(value.nodes("args").get(0), branch, context);
    }
    if (value.is("FUNCEXPR")
        && KEEPING.contains(context.catalog().function(value.number("funcid")))) {
      return begins(value.nodes("args").get(0), branch, context);
    }
    return Constants.text(value).filter(LeadingWildcard::isWildcard).isPresent();
  }

  private static Object sample(Node parameter, OfBranch branch) {
    int position = branch.part().positions().get((int) parameter.number("paramid") - 1);
    return branch.branch().parameters().get(position).sample();
  }

  private static boolean isWildcard(String text) {
    return text.startsWith("%") || text.startsWith("_");
  }
}
