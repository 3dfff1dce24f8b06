package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.tools.schema.revision.Change.What;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses scripts with dangers that nobody has allowed. */
final class DangerCheck {

  private DangerCheck() {}

  /**
   * @param difference what the scripts carry out
   * @param schemaFile the file to be corrected, for people
   * @throws MigrationException if there is a danger
   */
  static void refuse(List<Danger> dangers, Difference difference, String schemaFile) {
    if (!dangers.isEmpty()) {
      throw new MigrationException(
          "autogenerate: "
              + dangers.stream().map(Danger::line).collect(Collectors.joining("; "))
              + "; nothing was written: --allow-danger takes it as it is"
              + hint(difference, schemaFile));
    }
  }

  /** Whoever drops one thing and adds another may have meant a new name. */
  private static String hint(Difference difference, String schemaFile) {
    for (Change drop : difference.up()) {
      for (Change add : difference.up()) {
        boolean column =
            drop.is(What.DROP_COLUMN)
                && add.is(What.ADD_COLUMN)
                && drop.table().equals(add.table());
        boolean table = drop.is(What.DROP_TABLE) && add.is(What.CREATE_TABLE);
        if (column || table) {
          return "; if "
              + add.name()
              + " is "
              + drop.name()
              + " under a new name, write -- renamed from "
              + drop.name()
              + (column ? " behind it in " : " above it in ")
              + schemaFile;
        }
      }
    }
    return "";
  }
}
