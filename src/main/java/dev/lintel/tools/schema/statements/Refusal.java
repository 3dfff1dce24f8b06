package dev.lintel.tools.schema.statements;

import java.util.Set;

/**
 * Why the server does not prepare a statement.
 *
 * @param message on one line
 */
record Refusal(String sqlState, String message) {

  /** The server would know if it were told the types, as a driver tells them. */
  private static final Set<String> TYPES_MISSING = Set.of("42P18", "42P08", "42725");

  boolean isForMissingTypes() {
    return TYPES_MISSING.contains(sqlState);
  }

  /** The server did not even look at tables and columns. */
  boolean isOfSyntax() {
    return "42601".equals(sqlState);
  }
}
