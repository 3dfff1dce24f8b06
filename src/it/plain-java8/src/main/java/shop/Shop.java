package shop;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;

/** The README's first example, word for word. */
public final class Shop {

  private Shop() {}

  public static void main(String[] arguments) {
    try (Database database = Database.fromEnvironment()) { // DATABASE_URL
      Migrations.over(database.dataSource()).upgrade();
      Item lamp = database.inTransaction(session -> {
        Item item = ItemOperations.createItem(session, "Lamp", "new"); // has its id and times already
        return ItemOperations.updateItemStatus(session, item.getId(), "new", "ready");
      }); // here it is committed; had anything been thrown, rolled back
      Item read = database.inAutoCommit(s -> ItemOperations.getItemById(s, lamp.getId()));
      System.out.println(read);
    }
  }
}
