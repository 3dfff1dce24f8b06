package dev.lintel.tools.review.live;

import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.StatementReview;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose a text on the server is. Statements that the server cannot tell apart, as they have a query
 * or a tag in common, own it together.
 */
final class Owners {

  private final Map<String, Set<String>> groups = new LinkedHashMap<>();
  private final Map<String, String> nameByTag = new HashMap<>();

  private Owners(List<StatementReview> statements) {
    statements.forEach(review -> groups.put(review.name(), new TreeSet<>(Set.of(review.name()))));
    statements.forEach(review -> claim(nameByTag, review.name(), review.name()));
    Map<Long, String> nameByQuery = new HashMap<>();
    for (StatementReview review : statements) {
      for (BranchReview branch : review.branches()) {
        StatementStart.of(branch.sql())
            .comments()
            .forEach(comment -> claim(nameByTag, comment, review.name()));
        if (branch.queryId() != null) {
          claim(nameByQuery, branch.queryId(), review.name());
        }
      }
    }
  }

  static Owners of(List<StatementReview> statements) {
    return new Owners(statements);
  }

  private <K> void claim(Map<K, String> names, K key, String name) {
    String other = names.putIfAbsent(key, name);
    if (other != null) {
      join(other, name);
    }
  }

  private void join(String one, String other) {
    Set<String> group = groups.get(one);
    Set<String> joined = groups.get(other);
    if (group != joined) {
      group.addAll(joined);
      joined.forEach(name -> groups.put(name, group));
    }
  }

  /** Every group once. */
  List<List<String>> all() {
    return groups.values().stream().distinct().map(List::copyOf).toList();
  }

  /**
   * @return the names of a group, sorted; empty if nobody knows the text
   */
  List<String> of(StatementStart start) {
    return start.comments().stream()
        .map(nameByTag::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(name -> List.copyOf(groups.get(name)))
        .orElse(List.of());
  }
}
