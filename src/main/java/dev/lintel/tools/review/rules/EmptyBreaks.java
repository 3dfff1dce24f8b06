package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An empty collection, or nothing to set, makes a statement that is no SQL. */
final class EmptyBreaks extends Rule {

  EmptyBreaks() {
    super(Severity.ERROR, "empty-breaks");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    Errors errors = new Errors();
    for (OfBranch branch : statement.branches()) {
      if (branch.isRefused() && isMeant(statement, branch)) {
        boolean list = branch.branch().collections().containsValue(0);
        findings.add(
            branch.review().label(),
            null,
            (list ? "an empty collection" : "what is left out")
                + " breaks it: "
                + errors.alike(branch.review().error()),
            list
                ? "write = ANY (#{ids}), or refuse an empty collection before the call"
                : "keep one part that is always there, or refuse the call before");
      }
    }
  }

  /** Whether more parts, or more items, would mend it. */
  static boolean isMeant(Examined statement, OfBranch branch) {
    return !branch.branch().guessed()
        && statement.branches().stream()
            .filter(other -> !other.isRefused() || other.branch().guessed())
            .anyMatch(other -> isMore(other.branch(), branch.branch()));
  }

  private static boolean isMore(Branch more, Branch less) {
    return !more.label().equals(less.label())
        && parts(more).containsAll(parts(less))
        && less.collections().entrySet().stream()
            .allMatch(list -> more.collections().getOrDefault(list.getKey(), 0) >= list.getValue());
  }

  /** What a branch is made of, by its label; the loops are compared by their items. */
  static Set<String> parts(Branch branch) {
    Set<String> parts = new HashSet<>(List.of(branch.label().split(", ")));
    parts.removeAll(Set.of("always", "no condition"));
    branch.collections().forEach((list, items) -> parts.remove(list + ": " + items));
    return parts;
  }
}
