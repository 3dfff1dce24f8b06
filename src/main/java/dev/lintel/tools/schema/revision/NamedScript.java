package dev.lintel.tools.schema.revision;

/**
 * A script to be written.
 *
 * @param undo whether it stands in the folder of undo scripts
 */
record NamedScript(boolean undo, String file, String text) {

  static NamedScript up(String name, String text) {
    return new NamedScript(false, "V" + name, text);
  }

  static NamedScript down(String name, String text) {
    return new NamedScript(true, "U" + name, text);
  }

  NamedScript withText(String other) {
    return new NamedScript(undo, file, other);
  }
}
