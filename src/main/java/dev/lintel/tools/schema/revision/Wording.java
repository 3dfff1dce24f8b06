package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A script in the words of those who declared its objects, each new table in one piece. */
final class Wording {

  private final Declarations declarations;
  private final Set<String> newTables;

  private Wording(List<Change> changes, Declarations declarations) {
    this.declarations = declarations;
    this.newTables =
        changes.stream()
            .filter(c -> c.is(What.CREATE_TABLE) && declarations.find(c).isPresent())
            .map(Change::name)
            .collect(Collectors.toSet());
  }

  static List<Change> apply(List<Change> changes, Declarations declarations) {
    Wording wording = new Wording(changes, declarations);
    List<Change> worded =
        changes.stream()
            .filter(change -> !wording.isPartOfNewTable(change))
            .filter(change -> !wording.isPartOfWholeIndex(change, changes))
            .filter(change -> !wording.isOfSerial(change, changes))
            .map(wording::declared)
            .toList();
    return wording.inPieces(wording.indexesInOrder(worded));
  }

  private boolean isPartOfNewTable(Change change) {
    return change.is(What.ADD_CONSTRAINT, What.VALIDATE_CONSTRAINT)
        && newTables.contains(change.table())
        && declarations.isPartOfItsTable(
            Change.of("ALTER TABLE " + change.table() + " ADD CONSTRAINT " + change.name()));
  }

  /** A serial column makes its sequence. */
  private boolean isOfSerial(Change change, List<Change> changes) {
    return newTables.stream()
        .filter(table -> declarations.text(table).matches("(?is).*\\b(small|big)?serial\\b.*"))
        .anyMatch(
            table ->
                owns(table, change)
                    || change.is(What.CREATE_SEQUENCE)
                        && changes.stream()
                            .anyMatch(c -> owns(table, c) && c.mentions(change.name())));
  }

  private static boolean owns(String table, Change change) {
    return change.text().startsWith("ALTER SEQUENCE ")
        && change.text().contains(" OWNED BY " + table + ".");
  }

  /** A person's index on a partitioned table makes those of the partitions, and attaches them. */
  private boolean isPartOfWholeIndex(Change change, List<Change> changes) {
    return changes.stream()
        .filter(c -> c.is(What.CREATE_INDEX) && c.text().contains(" ON ONLY "))
        .filter(c -> declarations.find(c).isPresent())
        .anyMatch(
            whole ->
                attaches(change, whole)
                    || change.is(What.CREATE_INDEX)
                        && change != whole
                        && changes.stream()
                            .anyMatch(c -> attaches(c, whole) && c.mentions(change.name())));
  }

  private static boolean attaches(Change change, Change whole) {
    return change.text().startsWith("ALTER INDEX ")
        && change.text().contains(" ATTACH PARTITION ")
        && change.mentions(whole.name());
  }

  private Change declared(Change change) {
    boolean says = !(change.is(What.COMMENT) && change.text().endsWith(" IS NULL"));
    return declarations
        .find(change)
        .filter(declared -> says && !declared.text().endsWith(" IS NULL"))
        .map(declared -> change.withComments(declared.comments()).withText(text(change, declared)))
        .orElse(change);
  }

  private static String text(Change generated, Change declared) {
    String text = declared.text();
    if (generated.is(What.CREATE_FUNCTION)) {
      boolean replaces = generated.text().startsWith("CREATE OR REPLACE ");
      text =
          text.replaceFirst(
              "(?i)^CREATE (OR REPLACE )?", replaces ? "CREATE OR REPLACE " : "CREATE ");
    }
    if (generated.is(What.CREATE_INDEX)) {
      text = text.replaceFirst("(?i) INDEX CONCURRENTLY ", " INDEX ");
    }
    boolean later = generated.is(What.ADD_CONSTRAINT) && generated.text().endsWith(" NOT VALID");
    return later && !text.toUpperCase(Locale.ROOT).endsWith(" NOT VALID")
        ? text + " NOT VALID"
        : text;
  }

  /** As a person has them, since the server lists them in any order. */
  private List<Change> indexesInOrder(List<Change> changes) {
    Iterator<Change> next =
        changes.stream()
            .filter(c -> c.is(What.CREATE_INDEX))
            .sorted(
                Comparator.<Change>comparingInt(declarations::position).thenComparing(Change::name))
            .toList()
            .iterator();
    return changes.stream().map(c -> c.is(What.CREATE_INDEX) ? next.next() : c).toList();
  }

  private List<Change> inPieces(List<Change> changes) {
    List<Change> tables =
        changes.stream()
            .filter(c -> c.is(What.CREATE_TABLE))
            .sorted(Comparator.comparingInt(declarations::position))
            .toList();
    List<Change> result = new ArrayList<>();
    int next = 0;
    for (Change change : changes) {
      if (change.is(What.CREATE_TABLE)) {
        result.addAll(piece(tables.get(next), changes));
        next++;
      } else if (tables.stream().noneMatch(table -> belongs(change, table, changes))) {
        result.add(change);
      }
    }
    return result;
  }

  private List<Change> piece(Change table, List<Change> changes) {
    return Stream.concat(
            Stream.of(table),
            changes.stream()
                .filter(c -> belongs(c, table, changes))
                .sorted(Comparator.comparingInt(declarations::position)))
        .toList();
  }

  private static boolean belongs(Change change, Change table, List<Change> changes) {
    if (change.is(What.CREATE_INDEX)) {
      return change.table().equals(table.name());
    }
    return change.is(What.COMMENT)
        && (change.name().equals("table " + table.name())
            || change.name().startsWith("column " + table.name() + ".")
            || change.name().startsWith("index ")
                && changes.stream()
                    .anyMatch(
                        c ->
                            c.is(What.CREATE_INDEX)
                                && c.table().equals(table.name())
                                && change.name().equals("index " + c.name())));
  }
}
