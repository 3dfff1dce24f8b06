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

  /** What is wrong, on one line: of long definitions the part that differs. */
  public String what() {
    if (found == null) {
      return "is missing" + (expected.isEmpty() ? "" : ", expected " + part(expected, 0));
    }
    if (expected == null) {
      return "should not be there" + (found.isEmpty() ? "" : ", found " + part(found, 0));
    }
    int from = firstDifference();
    return "expected "
        + (expected.isEmpty() ? "nothing more" : part(expected, from))
        + ", found "
        + (found.isEmpty() ? "nothing more" : part(found, from));
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
    if (definition.length() <= SHOWN) {
      return definition;
    }
    int from = Math.max(0, differsAt - BEFORE);
    int to = Math.min(definition.length(), from + SHOWN);
    return (from > 0 ? "…" : "")
        + definition.substring(from, to)
        + (to < definition.length() ? "…" : "");
  }

  @Override
  public String toString() {
    return object + " " + what();
  }
}
