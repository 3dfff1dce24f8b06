package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enum loses or moves a value: the generator drops its columns and makes new ones, empty. Here
 * the columns keep their rows and take the new type.
 */
final class EnumSwap {

  private static final Pattern COLUMN =
      Pattern.compile(
          "ALTER TABLE (?<table>"
              + Identifier.NAME
              + ") ADD COLUMN (?<column>"
              + Identifier.NAME
              + ") (?<type>.+?)(?: NOT NULL)?(?: DEFAULT (?<value>.*))?");

  private EnumSwap() {}

  static List<Change> apply(List<Change> changes) {
    List<Change> result = changes;
    for (Change dropped : changes) {
      boolean swapped =
          dropped.is(What.DROP_TYPE)
              && changes.stream().anyMatch(c -> c.is(What.CREATE_ENUM) && c.concerns(dropped));
      if (swapped) {
        result = swap(result, dropped);
      }
    }
    return result;
  }

  private static List<Change> swap(List<Change> changes, Change dropped) {
    String type = dropped.text().substring("DROP TYPE ".length());
    String old = Identifier.suffixed(type, "_old");
    List<Change> result = new ArrayList<>();
    for (Change change : changes) {
      if (change.equals(dropped)) {
        result.add(Change.of("ALTER TYPE " + type + " RENAME TO " + old));
      } else if (change.is(What.ADD_COLUMN) && isKept(changes, change, dropped)) {
        result.addAll(takeType(change));
      } else if (!(change.is(What.DROP_COLUMN) && isAddedAgain(changes, change, dropped))) {
        result.add(change);
      }
    }
    result.add(Change.of("DROP TYPE " + old));
    return result;
  }

  private static boolean isKept(List<Change> changes, Change added, Change type) {
    return added.mentions(type.name())
        && changes.stream().anyMatch(c -> c.is(What.DROP_COLUMN) && c.concerns(added));
  }

  private static boolean isAddedAgain(List<Change> changes, Change drop, Change type) {
    return changes.stream()
        .anyMatch(c -> c.is(What.ADD_COLUMN) && c.concerns(drop) && c.mentions(type.name()));
  }

  private static List<Change> takeType(Change added) {
    Matcher column = COLUMN.matcher(added.text());
    if (!column.matches()) {
      throw new IllegalStateException(added.text());
    }
    String type = column.group("type");
    String value = column.group("value");
    String alter =
        "ALTER TABLE " + column.group("table") + " ALTER COLUMN " + column.group("column");
    List<Change> steps = new ArrayList<>();
    if (value != null) {
      steps.add(Change.of(alter + " DROP DEFAULT"));
    }
    String text = type.endsWith("[]") ? "text[]" : "text";
    steps.add(
        Change.of(
            alter
                + " TYPE "
                + type
                + " USING "
                + column.group("column")
                + "::"
                + text
                + "::"
                + type));
    if (value != null) {
      steps.add(Change.of(alter + " SET DEFAULT " + value));
    }
    return steps;
  }
}
