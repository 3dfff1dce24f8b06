package dev.lintel.tools.review.tables;

import dev.lintel.tools.schema.Finding.Severity;
import io.github.mfvanek.pg.core.checks.common.Diagnostic;

/** What is looked for in a schema; each has a page in the docs that bears its code. */
public enum TableRule {
  FOREIGN_KEY_WITHOUT_INDEX(
      Diagnostic.FOREIGN_KEYS_WITHOUT_INDEX,
      Severity.WARNING,
      "no index begins with its columns: a delete of what it refers to reads the whole table",
      "make an index on its columns"),
  DUPLICATE_INDEX(Diagnostic.DUPLICATED_INDEXES, Severity.ERROR, "they are the same", "drop one"),
  INVALID_INDEX(
      Diagnostic.INVALID_INDEXES,
      Severity.ERROR,
      "it is invalid: every write pays for it and no read uses it",
      "drop it and build it again"),
  MISSING_PRIMARY_KEY(
      Diagnostic.TABLES_WITHOUT_PRIMARY_KEY, Severity.ERROR, "it has no primary key", "add one"),
  NOT_VALID_CONSTRAINT(
      Diagnostic.NOT_VALID_CONSTRAINTS,
      Severity.WARNING,
      "it is not valid: old rows were never checked",
      "ALTER TABLE … VALIDATE CONSTRAINT"),
  DUPLICATE_FOREIGN_KEY(
      Diagnostic.DUPLICATED_FOREIGN_KEYS, Severity.WARNING, "they are the same", "drop one"),
  FOREIGN_KEY_TYPE(
      Diagnostic.FOREIGN_KEYS_WITH_UNMATCHED_COLUMN_TYPE,
      Severity.ERROR,
      "its columns have another type than what they refer to",
      "give both the same type"),
  ARRAY_BTREE(
      Diagnostic.BTREE_INDEXES_ON_ARRAY_COLUMNS,
      Severity.WARNING,
      "a btree on an array finds whole arrays only",
      "make it GIN"),
  JSON_COLUMN(
      Diagnostic.COLUMNS_WITH_JSON_TYPE,
      Severity.WARNING,
      "json keeps text and has no operators to search it",
      "make it jsonb"),
  SEQUENCE_OVERFLOW(
      Diagnostic.SEQUENCE_OVERFLOW,
      Severity.WARNING,
      "it is nearly used up",
      "make it, and the columns that it fills, bigint");

  private final Diagnostic diagnostic;
  private final Severity severity;
  private final String what;
  private final String fix;

  TableRule(Diagnostic diagnostic, Severity severity, String what, String fix) {
    this.diagnostic = diagnostic;
    this.severity = severity;
    this.what = what;
    this.fix = fix;
  }

  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }

  Severity severity() {
    return severity;
  }

  String what() {
    return what;
  }

  String fix() {
    return fix;
  }
}
