package dev.lintel.benchmark;

import java.util.UUID;

/** {@code FirstRow <peer> <id>}: all that a process does until it has read one item. */
final class FirstRow {

  private FirstRow() {}

  public static void main(String[] arguments) {
    Child.answer(ChildPeer.open(arguments[0]).findById(UUID.fromString(arguments[1])));
  }
}
