package dev.lintel.tools.schema.statements;

import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.statements.RenderedStatement.Rendering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be said of one statement after it was tried. */
final class StatementVerdict {

  private final RenderedStatement statement;
  private final Trial before;
  private final Trial after;

  /** Those of few branches first: they show best what is at fault. */
  private final List<Rendering> renderings;

  private StatementVerdict(RenderedStatement statement, Trial before, Trial after) {
    this.statement = statement;
    this.before = before;
    this.after = after;
    this.renderings =
        statement.renderings().stream()
            .sorted(Comparator.comparingInt(r -> r.conditions().size()))
            .toList();
  }

  /**
   * @param before on the old schema; null if nothing is known of that
   * @param after on the new one
   */
  static List<Finding> of(RenderedStatement statement, Trial before, Trial after) {
    StatementVerdict verdict = new StatementVerdict(statement, before, after);
    List<Finding> findings = new ArrayList<>();
    verdict.broken().or(verdict::unprepared).ifPresent(findings::add);
    verdict.notTaken().ifPresent(findings::add);
    return findings;
  }

  private Optional<Finding> broken() {
    if (before == null) {
      return Optional.empty();
    }
    for (Rendering rendering : renderings) {
      for (StatementText text : rendering.texts()) {
        if (before.prepares(text) && !after.prepares(text)) {
          return Optional.of(
              finding(
                  Severity.ERROR,
                  "statement-broken",
                  told(rendering, after.refusal(text)),
                  "keep what it uses until no deployed code does"));
        }
      }
    }
    return Optional.empty();
  }

  /** A part of the statement that no variant shows which the server prepares. */
  private Optional<Finding> unprepared() {
    Set<String> prepared = new HashSet<>();
    boolean any = false;
    for (Rendering rendering : renderings) {
      if (rendering.texts().stream().anyMatch(after::prepares)) {
        prepared.addAll(rendering.conditions());
        any = true;
      }
    }
    boolean none = !any;
    return renderings.stream()
        .filter(rendering -> none || !prepared.containsAll(rendering.conditions()))
        // a variant that cannot be says less than one that the server has understood
        .min(Comparator.comparing(rendering -> refusal(rendering).isOfSyntax()))
        .map(this::unprepared);
  }

  private Refusal refusal(Rendering rendering) {
    return after.refusal(rendering.texts().get(0));
  }

  private Finding unprepared(Rendering rendering) {
    Refusal refusal = refusal(rendering);
    if (statement.guessed()) {
      return finding(
          Severity.WARNING,
          "statement-not-checked",
          "holds ${…}, whose text is not known: " + told(rendering, refusal),
          "look at it yourself");
    }
    boolean certain = before == null && !refusal.isForMissingTypes();
    return finding(
        certain ? Severity.ERROR : Severity.WARNING,
        "statement-unprepared",
        told(rendering, refusal),
        "");
  }

  private Optional<Finding> notTaken() {
    return renderings.stream()
        .flatMap(rendering -> rendering.texts().stream())
        .flatMap(text -> text.others().stream())
        .findFirst()
        .map(
            words ->
                finding(
                    Severity.WARNING,
                    "statement-not-checked",
                    "PREPARE does not take " + words,
                    "look at it yourself"));
  }

  private static String told(Rendering rendering, Refusal refusal) {
    String conditions = String.join(", ", rendering.conditions());
    return (conditions.isEmpty() ? "" : "when " + conditions + ": ") + refusal.message();
  }

  private Finding finding(Severity severity, String code, String what, String fix) {
    return new Finding(severity, code, statement.where(), what, fix);
  }
}
