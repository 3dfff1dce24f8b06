package dev.lintel.tools.schema;

/** Any name as an identifier in SQL, whatever is in it. */
public final class Identifier {

  private Identifier() {}

  /** A name of the catalog, in quotes. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
