package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A foreach that binds a parameter an item. */
final class ForeachParameters extends Rule {

  ForeachParameters() {
    super(Severity.WARNING, "foreach-parameters");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    Set<String> growing = new LinkedHashSet<>();
    for (OfBranch one : statement.branches()) {
      one.branch().collections().entrySet().stream()
          .filter(list -> list.getValue() == 1)
          .map(Map.Entry::getKey)
          .filter(name -> statement.branches().stream().anyMatch(b -> grows(one, b, name)))
          .forEach(growing::add);
    }
    if (!growing.isEmpty()) {
      findings.add(
          null,
          null,
          "each item of "
              + String.join(", ", growing)
              + " is a parameter: 65,535 are the limit, and each number of items is a statement of"
              + " its own",
          "bind one array: = ANY (#{ids}), or unnest(…) for rows");
    }
  }

  /** Whether the other branch differs in nothing but having more items, and binds more. */
  private static boolean grows(OfBranch one, OfBranch other, String name) {
    Map<String, Integer> more = other.branch().collections();
    return more.getOrDefault(name, 0) > 1
        && other.branch().parameters().size() > one.branch().parameters().size()
        && more.entrySet().stream()
            .allMatch(
                e ->
                    e.getKey().equals(name)
                        || e.getValue().equals(one.branch().collections().get(e.getKey())));
  }
}
