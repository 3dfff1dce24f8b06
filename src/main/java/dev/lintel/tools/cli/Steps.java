package dev.lintel.tools.cli;

import java.util.OptionalInt;

/** A target that counts steps from where the schema is: {@code +2}, {@code -1}. */
final class Steps {

  private Steps() {}

  /** Empty if the target is no sign and number. */
  static OptionalInt of(char sign, String target) {
    return target.matches("\\" + sign + "\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(target.substring(1)))
        : OptionalInt.empty();
  }
}
