package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Condition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the branches of one statement, no two alike, and the same from run to run. */
final class Labels {

  private final List<Condition> conditions;
  private final Set<String> given = new LinkedHashSet<>();

  Labels(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * The conditions that hold, then the loops, then the texts; each in the order of the document.
   */
  String of(Script.Run run, SubstitutionTexts texts) {
    Set<String> loops = new LinkedHashSet<>();
    Set<String> substitutions = new LinkedHashSet<>();
    boolean any = false;
    for (Condition condition : conditions) {
      boolean test = condition.isTest() || condition.kind == Kind.OTHERWISE;
      any |= test;
      List<Object> marks = run.marks().get(condition.number);
      if (marks == null) {
        continue;
      }
      if (condition.kind == Kind.FOREACH) {
        loops.add(condition.text + ": " + Outcome.items(marks));
      } else if (condition.kind == Kind.SUBSTITUTION && !texts.declared(condition.text).isEmpty()) {
        substitutions.add(condition.text + ": " + marks.get(0));
      }
    }
    List<String> all = new ArrayList<>(tests(conditions, run));
    all.addAll(loops);
    all.addAll(substitutions);
    String label = all.isEmpty() ? any ? "no condition" : "always" : String.join(", ", all);
    return unique(label);
  }

  private String unique(String label) {
    String unique = label;
    for (int i = 2; !given.add(unique); i++) {
      unique = label + " (" + i + ")";
    }
    return unique;
  }

  /** The tests that hold. */
  static List<String> tests(List<Condition> conditions, Script.Run run) {
    return conditions.stream()
        .filter(condition -> condition.isTest() || condition.kind == Kind.OTHERWISE)
        .filter(condition -> run.marks().containsKey(condition.number))
        .map(condition -> condition.text)
        .distinct()
        .toList();
  }

  /** How many items each loop went through, by its expression. */
  static Map<String, Integer> collections(List<Condition> conditions, Script.Run run) {
    Map<String, Integer> collections = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      List<Object> marks = run.marks().get(condition.number);
      if (condition.kind == Kind.FOREACH && marks != null) {
        collections.merge(condition.text, Outcome.items(marks), Math::max);
      }
    }
    return collections;
  }
}
