package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A foreach that binds a parameter an item. */
final class ForeachParameters extends Rule {

  private static final int LIMIT = 65_535;

  private static final int MOST_NAMES = 4;

  ForeachParameters() {
    super(Severity.WARNING, "foreach-parameters");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    Map<String, Integer> growing = new LinkedHashMap<>();
    for (OfBranch one : statement.branches()) {
      one.branch().collections().entrySet().stream()
          .filter(list -> list.getValue() == 1)
          .map(Map.Entry::getKey)
          .forEach(
              name ->
                  statement.branches().stream()
                      .filter(more -> grows(one, more, name))
                      .forEach(more -> growing.merge(name, each(one, more, name), Math::max)));
    }
    if (!growing.isEmpty()) {
      int most = growing.values().stream().mapToInt(each -> each).max().orElse(1);
      findings.add(
          null,
          null,
          "each item of "
              + names(List.copyOf(growing.keySet()))
              + (most == 1
                  ? " is a parameter: 65,535 are the limit"
                  : " is up to "
                      + most
                      + " parameters: 65,535 are the limit, "
                      + String.format(Locale.ROOT, "%,d", LIMIT / most)
                      + " items")
              + ", and each number of items is a statement of its own",
          "bind one array: = ANY (#{ids}), or unnest(…) for rows");
    }
  }

  private static String names(List<String> lists) {
    String told = String.join(", ", lists.subList(0, Math.min(MOST_NAMES, lists.size())));
    int more = lists.size() - MOST_NAMES;
    return more > 0 ? told + " and " + more + " more" : told;
  }

  /** How many parameters an item is. */
  private static int each(OfBranch one, OfBranch more, String name) {
    int parameters = more.branch().parameters().size() - one.branch().parameters().size();
    int items = more.branch().collections().get(name) - 1;
    return (parameters + items - 1) / items;
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
