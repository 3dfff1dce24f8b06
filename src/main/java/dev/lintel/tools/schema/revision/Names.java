package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import java.util.Locale;

/** Names as SQL writes them. */
final class Names {

  /** A name in a regular expression, quoted or not. */
  static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

  private Names() {}

  /** A written name as the catalog holds it. */
  static String stored(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }

  /** Two ways to write one name become one: quoted only where it has to be. */
  static String canonical(String written) {
    String stored = stored(written);
    return written.startsWith("\"") && !isPlain(stored) ? written : stored;
  }

  private static boolean isPlain(String stored) {
    return stored.matches("[a-z_][a-z0-9_$]*");
  }

  /** A name of the catalog as SQL writes it. */
  static String written(String stored) {
    return isPlain(stored) ? stored : Identifier.quoted(stored);
  }

  /** A catalog's name with a suffix, quoted if it was, and never longer than the server's 63. */
  static String suffixed(String written, String suffix) {
    String stored = stored(written);
    int room = Math.min(stored.length(), 63 - suffix.length());
    String longer = stored.substring(0, room) + suffix;
    return written.startsWith("\"") ? Identifier.quoted(longer) : longer;
  }
}
