package dev.lintel.tools.mappers;

import java.util.List;

/**
 * A <code>${…}</code>, which is text of the statement and no parameter.
 *
 * @param expression what stands in it
 * @param declared the texts it can be, from a comment beside the statement; empty if none says
 */
public record Substitution(String expression, List<String> declared) {

  public boolean isDeclared() {
    return !declared.isEmpty();
  }
}
