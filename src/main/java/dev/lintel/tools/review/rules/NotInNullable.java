package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** NOT IN over a subquery that can give NULL: one NULL, and it finds nothing. */
final class NotInNullable extends BranchRule {

  private static final long ALL = 1;
  private static final long ANY = 2;

  NotInNullable() {
    super(Severity.ERROR, "not-in-nullable");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .forEach(
            query ->
                sublinks(query, context.catalog())
                    .forEach(
                        link ->
                            nullable(query, link, context.catalog())
                                .ifPresent(
                                    column ->
                                        findings.add(
                                            branch.review().label(),
                                            null,
                                            "NOT IN over "
                                                + column
                                                + ", which can be NULL: one"
                                                + " NULL and it finds nothing",
                                            "write NOT EXISTS"))));
  }

  /** NOT (x = ANY (…)), or x <> ALL (…). */
  private static Stream<Node> sublinks(Query query, Catalog catalog) {
    Stream<Node> negated =
        query
            .here()
            .filter(node -> node.is("BOOLEXPR") && "not".equals(node.text("boolop")))
            .flatMap(node -> node.nodes("args").stream())
            .filter(node -> node.is("SUBLINK") && node.number("subLinkType") == ANY);
    Stream<Node> all =
        query
            .here()
            .filter(node -> node.is("SUBLINK") && node.number("subLinkType") == ALL)
            .filter(
                node ->
                    node.node("testexpr") != null
                        && catalog.operator(node.node("testexpr").number("opno")).equals("<>"));
    return Stream.concat(negated, all);
  }

  private static Optional<String> nullable(Query query, Node link, Catalog catalog) {
    Query below = query.at(link.node("subselect"));
    if (below == null) {
      return Optional.empty();
    }
    Nullability nullability = new Nullability(catalog);
    return IntStream.range(0, below.outputs().size())
        .mapToObj(output -> nullability.ofOutput(below, output))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
