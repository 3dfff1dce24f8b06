package dev.lintel.tools.schema;

import java.util.Locale;

/**
 * One thing that a check found.
 *
 * @param severity only an {@link Severity#ERROR} fails a check
 * @param code short and stable, for example {@code undo-differs}
 * @param where the file, statement or object at fault, for example {@code V004__add_due_at.sql:12}
 * @param what what is wrong, on one line
 * @param fix what to do about it, on one line; empty if the first says it all
 */
public record Finding(Severity severity, String code, String where, String what, String fix) {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  @Override
  public String toString() {
    return severity.name().toLowerCase(Locale.ROOT)
        + " "
        + code
        + " "
        + where
        + ": "
        + what
        + (fix.isEmpty() ? "" : "; " + fix);
  }
}
