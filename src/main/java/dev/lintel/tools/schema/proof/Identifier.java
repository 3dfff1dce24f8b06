package dev.lintel.tools.schema.proof;

/** Any name as an identifier in SQL. */
final class Identifier {

  private Identifier() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
