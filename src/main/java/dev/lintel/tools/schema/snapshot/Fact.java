package dev.lintel.tools.schema.snapshot;

import java.util.Comparator;

/**
 * One thing that the catalog says of one object, on one line.
 *
 * @param kind for example {@code column}
 * @param object for example {@code items.status}
 * @param definition everything that may differ; empty if the object has nothing but its name
 */
record Fact(String kind, String object, String definition) implements Comparable<Fact> {

  private static final Comparator<Fact> ORDER =
      Comparator.comparing(Fact::kind).thenComparing(Fact::object).thenComparing(Fact::definition);

  /** What it is a fact of. */
  String subject() {
    return kind + " " + object;
  }

  /** Whether it says who may do what, which is up to the roles of the server. */
  boolean isPrivilege() {
    return kind.equals("owner") || kind.contains("privilege");
  }

  /** Whether it stays when the schema has lost all its objects. */
  boolean isOfTheSchemaItself() {
    return kind.equals("default privilege")
        || kind.equals("comment") && object.equals("schema")
        || kind.equals("privilege") && object.startsWith("schema for ");
  }

  @Override
  public int compareTo(Fact other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return definition.isEmpty() ? subject() : subject() + ": " + definition;
  }
}
