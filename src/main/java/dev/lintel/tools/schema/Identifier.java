package dev.lintel.tools.schema;

import java.util.Locale;
import java.util.Set;

/** Names as SQL writes them, and as the catalog holds them. */
public final class Identifier {

  /** A written name in a regular expression, quoted or not. */
  public static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

  /** Keywords that name a table or column in quotes only, as {@code pg_get_keywords()} has them. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization binary both case cast
          check collate collation column concurrently constraint create cross current_catalog
          current_date current_role current_schema current_time current_timestamp current_user
          default deferrable desc distinct do else end except false fetch for foreign freeze from
          full grant group having ilike in initially inner intersect into is isnull join lateral
          leading left like limit localtime localtimestamp natural not notnull null offset on only
          or order outer overlaps placing primary references returning right select session_user
          similar some symmetric system_user table tablesample then to trailing true union unique
          user using variadic verbose when where window with
          """
              .trim()
              .split("\\s+"));

  /** Bytes that the server keeps of a name. */
  private static final int LONGEST = 63;

  private Identifier() {}

  /** A name of the catalog in quotes, whatever is in it. */
  public static String quoted(String stored) {
    return '"' + stored.replace("\"", "\"\"") + '"';
  }

  /** A written name as the catalog holds it. */
  public static String stored(String written) {
    return isQuoted(written)
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }

  /** A name of the catalog as SQL writes it: quoted only where it has to be. */
  public static String written(String stored) {
    return isPlain(stored) ? stored : quoted(stored);
  }

  /** Two ways to write one name become one: quoted only where it has to be. */
  public static String canonical(String written) {
    String stored = stored(written);
    return isQuoted(written) && !isPlain(stored) ? written : stored;
  }

  /** A written name with a suffix, quoted if it was, and no longer than the server takes. */
  public static String suffixed(String written, String suffix) {
    String stored = stored(written);
    int room = Math.min(stored.length(), LONGEST - suffix.length());
    String longer = stored.substring(0, room) + suffix;
    return isQuoted(written) ? quoted(longer) : longer;
  }

  private static boolean isQuoted(String written) {
    return written.startsWith("\"");
  }

  private static boolean isPlain(String stored) {
    return stored.matches("[a-z_][a-z0-9_$]*") && !RESERVED.contains(stored);
  }
}
