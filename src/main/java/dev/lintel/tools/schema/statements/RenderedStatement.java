package dev.lintel.tools.schema.statements;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A statement in each of its branches.
 *
 * @param where its file and id
 * @param guessed whether it holds <code>${…}</code>, whose text nobody knows before
 */
record RenderedStatement(String where, List<Rendering> renderings, boolean guessed) {

  /**
   * One branch.
   *
   * @param conditions those that hold
   * @param texts more than one only if something is guessed; one that is right is enough
   */
  record Rendering(List<String> conditions, List<StatementText> texts) {}

  /**
   * @param versions the same statement, read with other guesses; at least one
   */
  static RenderedStatement of(List<MappedStatement> versions) {
    Map<String, List<String>> conditions = new LinkedHashMap<>();
    Map<String, Set<StatementText>> texts = new LinkedHashMap<>();
    for (MappedStatement version : versions) {
      for (Branch branch : version.branches()) {
        conditions.putIfAbsent(branch.label(), branch.conditions());
        texts
            .computeIfAbsent(branch.label(), label -> new LinkedHashSet<>())
            .add(StatementText.of(branch.sql()));
      }
    }
    List<Rendering> renderings = new ArrayList<>();
    texts.forEach(
        (label, all) -> renderings.add(new Rendering(conditions.get(label), List.copyOf(all))));
    MappedStatement first = versions.get(0);
    return new RenderedStatement(
        first.file() + " " + first.id(),
        renderings,
        first.branches().stream().anyMatch(Branch::guessed));
  }
}
