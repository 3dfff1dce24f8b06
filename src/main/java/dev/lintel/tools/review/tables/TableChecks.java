package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.result.ReviewFinding;
import io.github.mfvanek.pg.connection.PgConnection;
import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.core.checks.common.DatabaseCheckOnHost;
import io.github.mfvanek.pg.core.checks.host.StandardChecksOnHost;
import io.github.mfvanek.pg.model.constraint.ConstraintNameAware;
import io.github.mfvanek.pg.model.constraint.ConstraintsAware;
import io.github.mfvanek.pg.model.context.PgContext;
import io.github.mfvanek.pg.model.dbobject.DbObject;
import io.github.mfvanek.pg.model.index.IndexNameAware;
import io.github.mfvanek.pg.model.index.IndexesAware;
import io.github.mfvanek.pg.model.table.TableNameAware;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Lets pg-index-health look at the schemas of a database. */
public final class TableChecks {

  private TableChecks() {}

  /**
   * @param ignored tables that are nobody's business, with their schema
   * @return findings whose subject is a table, or a sequence, with its schema
   */
  public static List<ReviewFinding> run(DataSource dataSource, Catalog catalog, Set<String> ignored)
      throws SQLException {
    PgConnection connection = PgConnectionImpl.ofUrl(dataSource, url(dataSource));
    Map<String, DatabaseCheckOnHost<? extends DbObject>> checks = new HashMap<>();
    new StandardChecksOnHost()
        .apply(connection)
        .forEach(check -> checks.put(check.getName(), check));
    List<ReviewFinding> findings = new ArrayList<>();
    Set<String> schemas = catalog.tables().stream().map(Table::schema).collect(Collectors.toSet());
    for (TableRule rule : TableRule.values()) {
      DatabaseCheckOnHost<? extends DbObject> check = checks.get(rule.diagnostic().getName());
      for (String schema : schemas.stream().sorted().toList()) {
        for (DbObject object : check.check(PgContext.of(schema))) {
          String table = table(object, schema, catalog);
          if (!ignored.contains(table) && !isPartition(table, catalog)) {
            findings.add(finding(rule, table, object));
          }
        }
      }
    }
    findings.addAll(RedundantIndexes.in(catalog, ignored));
    findings.addAll(PartlyIndexedKeys.in(catalog, ignored));
    return findings;
  }

  /** What is wrong with one is said of the table that it is a part of. */
  private static boolean isPartition(String name, Catalog catalog) {
    return catalog.tables().stream()
        .anyMatch(table -> table.partition() && table.qualifiedName().equals(name));
  }

  /** By which the library tells hosts apart. */
  private static String url(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getURL().replaceFirst("\\?.*", "");
    }
  }

  private static ReviewFinding finding(TableRule rule, String table, DbObject object) {
    String name = unquoted(name(object));
    return new ReviewFinding(
        rule.severity(),
        rule.code(),
        table,
        null,
        table,
        (name.equals(table) ? "" : name + ": ") + rule.what(),
        rule.fix(),
        null);
  }

  /** As the catalog has it; two quotes in a quoted name are one. */
  private static String unquoted(String name) {
    return name.replaceAll("(?<!\")\"(?!\")", "").replace("\"\"", "\"");
  }

  /** The library leaves the schema out where it is public. */
  private static String table(DbObject object, String schema, Catalog catalog) {
    String printed =
        object instanceof TableNameAware table ? table.getTableName() : object.getName();
    String name = unquoted(printed);
    return catalog.tables().stream()
        .map(Table::qualifiedName)
        .filter(known -> known.equals(name) || known.equals(schema + "." + name))
        .findFirst()
        .orElse(name.contains(".") ? name : schema + "." + name);
  }

  private static String name(DbObject object) {
    if (object instanceof IndexesAware several) {
      return several.getIndexes().stream()
          .map(index -> unqualified(index.getIndexName()))
          .sorted()
          .collect(Collectors.joining(", "));
    }
    if (object instanceof ConstraintsAware several) {
      return several.getConstraints().stream()
          .map(ConstraintNameAware::getConstraintName)
          .sorted()
          .collect(Collectors.joining(", "));
    }
    if (object instanceof IndexNameAware index) {
      return unqualified(index.getIndexName());
    }
    return object instanceof ConstraintNameAware constraint
        ? constraint.getConstraintName()
        : object.getName();
  }

  private static String unqualified(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
