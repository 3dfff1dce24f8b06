package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Finding;
import java.util.List;

/**
 * Scripts that the server has run.
 *
 * @param steps what it did, pair by pair
 * @param scripts {@code V} and {@code U} of each pair in turn
 * @param findings where the scripts miss; empty if they are proven
 */
record Draft(List<RehearsedStep> steps, List<NamedScript> scripts, List<Finding> findings) {

  boolean isProven() {
    return findings.isEmpty();
  }

  List<Danger> dangers() {
    return steps.stream().flatMap(step -> step.up().dangers().stream()).toList();
  }

  /** The scripts to write: what one leaves over is told at its end. */
  List<NamedScript> withLeftovers() {
    return scripts.stream().map(this::withLeftovers).toList();
  }

  private NamedScript withLeftovers(NamedScript script) {
    List<String> leftovers =
        findings.stream()
            .filter(finding -> finding.where().equals(script.file()))
            .map(finding -> ScriptText.comment("-- Left over: ", finding.what()))
            .toList();
    return leftovers.isEmpty()
        ? script
        : script.withText(script.text() + "\n" + String.join("", leftovers));
  }
}
