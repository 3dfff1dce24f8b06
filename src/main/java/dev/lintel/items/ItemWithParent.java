package dev.lintel.items;

import dev.lintel.parents.Parent;
import java.util.Objects;

/** An item and its parent, read in one statement. Immutable. */
public final class ItemWithParent {

  private final Item item;
  private final Parent parent;

  ItemWithParent(Item item, Parent parent) {
    this.item = item;
    this.parent = parent;
  }

  /**
   * The item.
   *
   * @return never null
   */
  public Item getItem() {
    return item;
  }

  /**
   * Its parent.
   *
   * @return null if it has none
   */
  public Parent getParent() {
    return parent;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ItemWithParent)) {
      return false;
    }
    ItemWithParent that = (ItemWithParent) other;
    return Objects.equals(item, that.item) && Objects.equals(parent, that.parent);
  }

  @Override
  public int hashCode() {
    return Objects.hash(item, parent);
  }

  @Override
  public String toString() {
    return "ItemWithParent[" + item + ", " + parent + "]";
  }
}
