package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.result.ReviewFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what one rule finds in one statement; what many branches share is said once. */
final class Findings {

  private record Key(String table, String what, String fix) {}

  private final Rule rule;
  private final String subject;
  private final Map<Key, Set<String>> branches = new LinkedHashMap<>();

  Findings(Rule rule, String subject) {
    this.rule = rule;
    this.subject = subject;
  }

  /**
   * @param branch its label; null for the statement as a whole
   * @param table with its schema; null if none
   */
  void add(String branch, String table, String what, String fix) {
    Set<String> labels =
        branches.computeIfAbsent(new Key(table, what, fix), key -> new LinkedHashSet<>());
    if (branch != null) {
      labels.add(branch);
    }
  }

  /**
   * @param all how many branches the statement has
   */
  List<ReviewFinding> list(int all) {
    List<ReviewFinding> findings = new ArrayList<>();
    branches.forEach(
        (key, labels) ->
            findings.add(
                new ReviewFinding(
                    rule.severity(),
                    rule.code(),
                    subject,
                    name(List.copyOf(labels), all),
                    key.table(),
                    key.what(),
                    key.fix(),
                    null)));
    return findings;
  }

  private static String name(List<String> labels, int all) {
    if (labels.isEmpty() || labels.size() == all) {
      return null;
    }
    return labels.size() == 1
        ? labels.get(0)
        : labels.get(0) + " and " + (labels.size() - 1) + " more";
  }
}
