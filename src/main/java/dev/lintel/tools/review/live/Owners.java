package dev.lintel.tools.review.live;

import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.StatementReview;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose a text on the server is: by its tag, or, as PostgreSQL 18 drops comments in front of a
 * statement, by its shape. What the server cannot tell apart has several owners.
 */
final class Owners {

  private final Map<String, Set<String>> groups = new HashMap<>();
  private final Map<String, Set<String>> byTag = new HashMap<>();
  private final Map<String, Set<String>> byShape = new HashMap<>();

  private Owners(List<StatementReview> statements) {
    Map<Long, Set<String>> byQuery = new HashMap<>();
    Set<String> shapesWithoutQuery = new HashSet<>();
    for (StatementReview review : statements) {
      String name = review.name();
      groups.put(name, new TreeSet<>(Set.of(name)));
      claim(byTag, name, name);
      for (BranchReview branch : review.branches()) {
        StatementStart.of(branch.sql()).comments().forEach(tag -> claim(byTag, tag, name));
        claim(byShape, StatementShape.of(branch.sql()), name);
        if (branch.queryId() != null) {
          claim(byQuery, branch.queryId(), name);
        } else {
          shapesWithoutQuery.add(StatementShape.of(branch.sql())); // a scratch server gives none
        }
      }
    }
    byQuery.values().forEach(this::join);
    shapesWithoutQuery.forEach(shape -> join(byShape.get(shape)));
  }

  static Owners of(List<StatementReview> statements) {
    return new Owners(statements);
  }

  private static <K> void claim(Map<K, Set<String>> owners, K key, String name) {
    owners.computeIfAbsent(key, k -> new TreeSet<>()).add(name);
  }

  /** The server keeps one tag for a query, so what one of them did may be another's. */
  private void join(Set<String> names) {
    Set<String> joined = groupsOf(names);
    joined.forEach(name -> groups.put(name, joined));
  }

  private Set<String> groupsOf(Set<String> names) {
    Set<String> all = new TreeSet<>();
    names.forEach(name -> all.addAll(groups.get(name)));
    return all;
  }

  /** Of all statements. */
  Set<String> names() {
    return groups.keySet();
  }

  /**
   * @return the names of all statements that it may be, sorted; empty if nobody knows the text
   */
  List<String> of(String text) {
    Set<String> names =
        StatementStart.of(text).comments().stream()
            .map(byTag::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(() -> byShape.getOrDefault(StatementShape.of(text), Set.of()));
    return List.copyOf(groupsOf(names));
  }
}
