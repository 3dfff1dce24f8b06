package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Proofs;
import dev.lintel.tools.schema.Finding.Severity;

/** One thing that a DBA would object to. Its page in the docs has the name of its code. */
public abstract class Rule {

  private final String code;
  private final Severity severity;

  Rule(Severity severity, String code) {
    this.severity = severity;
    this.code = code;
  }

  /** Short and stable. */
  public final String code() {
    return code;
  }

  public final Severity severity() {
    return severity;
  }

  /** Looks at one statement in all its branches. */
  abstract void check(Examined statement, Context context, Findings findings);

  /**
   * What a rule may ask besides.
   *
   * @param catalog the tables that the statements were planned on
   * @param typesKnown whether there are Java types to take the parameters' from
   * @param proofs what an index would change
   */
  public record Context(Catalog catalog, boolean typesKnown, Proofs proofs) {}
}
