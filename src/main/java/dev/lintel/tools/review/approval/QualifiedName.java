package dev.lintel.tools.review.approval;

/** Names of tables as a plan shows them: that of the project's own schema goes without saying. */
final class QualifiedName {

  private QualifiedName() {}

  /**
   * @param name with its schema
   * @param ownSchema null if there is none
   */
  static String of(String name, String ownSchema) {
    String prefix = ownSchema + ".";
    return ownSchema != null && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  /**
   * @param schema null if it is not known
   */
  static String of(String schema, String name, String ownSchema) {
    return schema == null || schema.equals(ownSchema) ? name : schema + "." + name;
  }
}
