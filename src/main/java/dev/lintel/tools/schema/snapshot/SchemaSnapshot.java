package dev.lintel.tools.schema.snapshot;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.validation.Require;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a schema holds but its rows, as the catalog tells it: sorted facts, one line
 * each, without the schema's name. Two schemas are equal if their facts are, on servers of one
 * version. The order of columns is no fact. Immutable.
 */
public final class SchemaSnapshot {

  /** What the server prints a default or the bound of a partition by, whoever asks. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "TimeZone", "UTC",
          "DateStyle", "ISO, MDY",
          "IntervalStyle", "postgres",
          "bytea_output", "hex",
          "extra_float_digits", "1",
          "quote_all_identifiers", "off");

  private final SortedSet<Fact> facts;

  private SchemaSnapshot(SortedSet<Fact> facts) {
    this.facts = facts;
  }

  /**
   * Reads a schema and changes nothing.
   *
   * @param connection in a transaction, which goes on, or with auto-commit
   * @param schema exactly as the database names it
   * @param ignoredTables tables that are left out, with what belongs to them
   * @return the facts as they are now
   * @throws MigrationException if there is no such schema, or the role may not use it
   */
  public static SchemaSnapshot read(Connection connection, String schema, Set<String> ignoredTables)
      throws SQLException {
    Require.nonNull("connection", connection);
    Require.nonNull("schema", schema);
    Require.nonNull("ignoredTables", ignoredTables);
    if (!connection.getAutoCommit()) {
      return readInTransaction(connection, schema, ignoredTables);
    }
    connection.setAutoCommit(false);
    try {
      return readInTransaction(connection, schema, ignoredTables);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static SchemaSnapshot readInTransaction(
      Connection connection, String schema, Set<String> ignoredTables) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>(PLAIN);
    settings.put("search_path", usable(connection, schema));
    Map<String, String> before = set(connection, settings);
    SortedSet<Fact> facts = new TreeSet<>();
    for (String query : SnapshotQueries.ALL) {
      facts.addAll(
          Query.list(
              connection,
              query,
              row -> new Fact(row.getString(1), row.getString(2), oneLine(row.getString(3))),
              schema,
              connection.createArrayOf("text", ignoredTables.toArray())));
    }
    set(connection, before);
    return new SchemaSnapshot(facts);
  }

  /**
   * The schema as an identifier. In one that a role may not use nothing is visible to it, so that
   * the server would print all names otherwise.
   */
  private static String usable(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT quote_ident(nspname), has_schema_privilege(oid, 'USAGE')
            FROM pg_catalog.pg_namespace
            WHERE nspname = ?
            """)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new MigrationException(
              "schema "
                  + Text.visible(schema)
                  + ": there is none in the database "
                  + Text.visible(connection.getCatalog())
                  + "; look at the URL, or upgrade first");
        }
        if (!row.getBoolean(2)) {
          throw new MigrationException(
              "schema "
                  + Text.visible(schema)
                  + ": the role "
                  + Text.visible(connection.getMetaData().getUserName())
                  + " may not use it; GRANT USAGE ON SCHEMA "
                  + row.getString(1));
        }
        return row.getString(1);
      }
    }
  }

  /** Changes settings of the transaction, and returns what they were. */
  private static Map<String, String> set(Connection connection, Map<String, String> settings)
      throws SQLException {
    Map<String, String> before = new LinkedHashMap<>();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      before.put(
          setting.getKey(), Query.value(connection, "SELECT current_setting(?)", setting.getKey()));
      Query.value(
          connection, "SELECT set_config(?, ?, true)", setting.getKey(), setting.getValue());
    }
    return before;
  }

  private static String oneLine(String definition) {
    return definition == null
        ? ""
        : definition.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
  }

  /** One line a fact, {@code kind object: definition}, sorted. Unmodifiable. */
  public List<String> facts() {
    return facts.stream().map(Fact::toString).toList();
  }

  /** Whether the schema holds no object, whoever owns it and may use it. */
  public boolean isEmpty() {
    return facts.stream().allMatch(Fact::isOfTheSchemaItself);
  }

  /** The same without owners, grants and default privileges, which are up to a server's roles. */
  public SchemaSnapshot withoutPrivileges() {
    return new SchemaSnapshot(
        facts.stream()
            .filter(Predicate.not(Fact::isPrivilege))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Where this differs from what it should be.
   *
   * @param expected what it should be
   * @return sorted by kind and object; empty if they are equal
   */
  public List<SnapshotDifference> differences(SchemaSnapshot expected) {
    Map<String, List<Fact>> missing = bySubject(expected.facts, facts);
    Map<String, List<Fact>> added = bySubject(facts, expected.facts);
    SortedSet<String> subjects = new TreeSet<>(missing.keySet());
    subjects.addAll(added.keySet());
    List<SnapshotDifference> differences = new ArrayList<>();
    for (String subject : subjects) {
      List<Fact> lost = missing.getOrDefault(subject, List.of());
      List<Fact> found = added.getOrDefault(subject, List.of());
      if (lost.size() == 1 && found.size() == 1) {
        differences.add(
            new SnapshotDifference(subject, lost.get(0).definition(), found.get(0).definition()));
      } else {
        lost.forEach(
            fact -> differences.add(new SnapshotDifference(subject, fact.definition(), null)));
        found.forEach(
            fact -> differences.add(new SnapshotDifference(subject, null, fact.definition())));
      }
    }
    return List.copyOf(differences);
  }

  private static Map<String, List<Fact>> bySubject(Collection<Fact> facts, Set<Fact> without) {
    Stream<Fact> rest = facts.stream().filter(fact -> !without.contains(fact));
    return rest.collect(Collectors.groupingBy(Fact::subject, TreeMap::new, Collectors.toList()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SchemaSnapshot snapshot && facts.equals(snapshot.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", facts());
  }
}
