package dev.lintel.migrations;

import dev.lintel.session.Database;

/** One of several JVMs that upgrade the same database at once. */
final class UpgradeInOwnJvm {

  /** What the line of the result begins with. */
  static final String UPGRADED = "upgraded ";

  private UpgradeInOwnJvm() {}

  public static void main(String[] arguments) {
    try (Database database = Database.connect(arguments[0])) {
      UpgradeResult result = Migrations.over(database.dataSource()).upgrade();
      System.out.println(
          UPGRADED + "to " + result.getVersion().get() + ", applied " + result.getApplied().size());
    }
  }
}
