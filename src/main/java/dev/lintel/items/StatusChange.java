package dev.lintel.items;

/** What a compare-and-set of a status came to. */
final class StatusChange {

  private final String foundStatus;
  private final Item item;

  StatusChange(String foundStatus, Item item) {
    this.foundStatus = foundStatus;
    this.item = item;
  }

  /** The status before, read under the row's lock. */
  String foundStatus() {
    return foundStatus;
  }

  /** The item with its new status; null if nothing was changed. */
  Item item() {
    return item;
  }
}
