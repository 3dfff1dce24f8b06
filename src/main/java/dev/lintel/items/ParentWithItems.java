package dev.lintel.items;

import dev.lintel.parents.Parent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A parent and all its items, read in one statement. Immutable. */
public final class ParentWithItems {

  private final Parent parent;
  private final List<Item> items;

  private ParentWithItems(Parent parent, List<Item> items) {
    this.parent = parent;
    this.items = Collections.unmodifiableList(items);
  }

  /**
   * @param rows at least one; each holds the parent and one item, or none if it has none
   */
  static ParentWithItems of(List<ItemWithParent> rows) {
    List<Item> items = new ArrayList<>(rows.size());
    for (ItemWithParent row : rows) {
      if (row.getItem() != null) {
        items.add(row.getItem());
      }
    }
    return new ParentWithItems(rows.get(0).getParent(), items);
  }

  /**
   * The parent.
   *
   * @return never null
   */
  public Parent getParent() {
    return parent;
  }

  /**
   * Its items, oldest first.
   *
   * @return never null, unmodifiable; empty if it has none
   */
  public List<Item> getItems() {
    return items;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ParentWithItems)) {
      return false;
    }
    ParentWithItems that = (ParentWithItems) other;
    return parent.equals(that.parent) && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return Objects.hash(parent, items);
  }

  @Override
  public String toString() {
    return "ParentWithItems[" + parent + ", " + items.size() + " items]";
  }
}
