package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.result.ReviewFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what one rule finds in one statement; what many branches share is said once. */
final class Findings {

  /** Said once for all branches that have it. */
  private record Fault(String table, String what) {}

  /** Ways to mend it that are told; another branch may want another one. */
  private static final int MOST_FIXES = 3;

  private final Rule rule;
  private final String subject;
  private final Map<Fault, Set<String>> branches = new LinkedHashMap<>();
  private final Map<Fault, Set<String>> fixes = new LinkedHashMap<>();

  Findings(Rule rule, String subject) {
    this.rule = rule;
    this.subject = subject;
  }

  /**
   * @param branch its label; null for the statement as a whole
   * @param table with its schema; null if none
   */
  void add(String branch, String table, String what, String fix) {
    Fault fault = new Fault(table, what);
    Set<String> labels = branches.computeIfAbsent(fault, f -> new LinkedHashSet<>());
    fixes.computeIfAbsent(fault, f -> new LinkedHashSet<>()).add(fix);
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
        (fault, labels) ->
            findings.add(
                new ReviewFinding(
                    rule.severity(),
                    rule.code(),
                    subject,
                    name(List.copyOf(labels), all),
                    fault.table(),
                    fault.what(),
                    fix(List.copyOf(fixes.get(fault))),
                    null)));
    return findings;
  }

  private static String fix(List<String> fixes) {
    String told = String.join("; ", fixes.subList(0, Math.min(MOST_FIXES, fixes.size())));
    int more = fixes.size() - MOST_FIXES;
    return more > 0 ? told + "; and " + more + " more, by the branch" : told;
  }

  private static String name(List<String> labels, int all) {
    if (labels.isEmpty() || labels.size() == all) {
      return null;
    }
    String plainest = Collections.min(labels, Comparator.comparingInt(Findings::parts));
    return labels.size() == 1 ? plainest : plainest + " and " + (labels.size() - 1) + " more";
  }

  /** Of how many conditions a branch is: the one of fewest shows best what is wrong. */
  private static int parts(String label) {
    return label.equals("no condition") ? 0 : label.split(", ").length;
  }
}
