package dev.lintel.tools.schema.snapshot;

/**
 * One fact that differs between two snapshots.
 *
 * @param object its kind and name, for example {@code column items.status}
 * @param expected its definition where it is right; null if it should not be there
 * @param found its definition where it was found; null if it is missing
 */
public record SnapshotDifference(String object, String expected, String found) {

  private static final int SHOWN = 300;
  private static final int BEFORE = 40;

  /**
   * What is wrong, on one line: of long definitions the part that differs.
   *
   * @param expectedSide where it is right, for example {@code schema.sql}
   * @param foundSide where it was found
   */
  public String what(String expectedSide, String foundSide) {
    int from = expected == null || found == null ? 0 : firstDifference();
    return "expected "
        + part(expected, from)
        + " ("
        + expectedSide
        + "), found "
        + part(found, from)
        + " ("
        + foundSide
        + ")";
  }

  private int firstDifference() {
    int at = 0;
    while (at < expected.length()
        && at < found.length()
        && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String part(String definition, int differsAt) {
    if (definition == null) {
      return "none";
    }
    if (definition.isEmpty()) {
      return "it as it is by default";
    }
    if (definition.length() <= SHOWN) {
      return definition;
    }
    int from = Math.max(0, differsAt - BEFORE);
    int to = Math.min(definition.length(), from + SHOWN);
    return (from > 0 ? "…" : "")
        + definition.substring(from, to)
        + (to < definition.length() ? "…" : "");
  }
}
