package dev.lintel.tools.schema.revision;

/** Names as SQL writes them. */
final class Names {

  /** A name in a regular expression, quoted or not. */
  static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

  private Names() {}

  /** A written name as the catalog holds it. */
  static String stored(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(java.util.Locale.ROOT);
  }

  /** Two ways to write one name become one: quoted only where it has to be. */
  static String canonical(String written) {
    String stored = stored(written);
    return written.startsWith("\"") && !stored.matches("[a-z_][a-z0-9_$]*") ? written : stored;
  }

  /** A name of the catalog as SQL writes it. */
  static String written(String stored) {
    return stored.matches("[a-z_][a-z0-9_$]*") ? stored : '"' + stored.replace("\"", "\"\"") + '"';
  }

  /** A catalog's name with a suffix, quoted if it was, and never longer than the server's 63. */
  static String suffixed(String written, String suffix) {
    String stored = stored(written);
    int room = Math.min(stored.length(), 63 - suffix.length());
    String longer = stored.substring(0, room) + suffix;
    return written.startsWith("\"") ? '"' + longer.replace("\"", "\"\"") + '"' : longer;
  }
}
