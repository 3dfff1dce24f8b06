package dev.lintel.migrations;

import dev.lintel.text.Text;

/** A message of several lines on one. */
final class OneLine {

  private OneLine() {}

  /** Without the server's position, which counts characters of a statement that is shown anyway. */
  static String of(String message) {
    return Text.line(
        String.valueOf(message)
            .replaceAll("\\s*\\R\\s*Position: \\d+", "")
            .replaceAll("[\\s-]*[\\r\\n][\\s-]*", " ")
            .trim());
  }
}
