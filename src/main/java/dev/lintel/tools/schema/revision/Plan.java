package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pairs of scripts that a difference becomes: what holds a lock for a moment in the first, then
 * each index, each key and each check of rows in pairs of its own, which nobody has to wait for.
 */
final class Plan {

  private static final Pattern PLAIN_KEY =
      Pattern.compile(
          "(?<add>.*) (?<kind>UNIQUE|PRIMARY KEY) (?<columns>\\([^()]*\\))"
              + "(?<rest>(?:\\s+(?:NOT )?DEFERRABLE(?: INITIALLY \\w+)?)?)",
          Pattern.DOTALL);

  private final List<Change> up;
  private final List<Change> down;
  private final Set<String> partitioned;
  private final List<Step> indexes = new ArrayList<>();
  private final List<Step> indexDrops = new ArrayList<>();
  private final List<Step> validations = new ArrayList<>();
  private final List<Step> notNulls = new ArrayList<>();
  private final List<Step> keys = new ArrayList<>();
  private final List<Change> indexComments = new ArrayList<>();

  private Plan(List<Change> up, List<Change> down, Set<String> partitioned) {
    this.up = new ArrayList<>(up);
    this.down = new ArrayList<>(down);
    this.partitioned = partitioned;
  }

  /**
   * @param up what leads on, after the renames
   * @param down what leads back, before they are reversed
   * @param partitioned tables for which the server has no such step by step ways
   */
  static List<Step> steps(
      List<Change> up, List<Change> down, List<Rename> renames, Set<String> partitioned) {
    return new Plan(up, down, partitioned).steps(renames);
  }

  /** The same in one script, which holds its locks longer: for what the other cannot do. */
  static List<Step> oneStep(List<Change> up, List<Change> down, List<Rename> renames) {
    Plan plan = new Plan(up, down, Set.of());
    plan.up.removeIf(c -> c.is(What.VALIDATE_CONSTRAINT));
    plan.up.replaceAll(Plan::valid);
    plan.downInOne();
    return plan.all(renames);
  }

  private List<Step> steps(List<Rename> renames) {
    for (Change change : List.copyOf(up)) {
      switch (change.what()) {
        case CREATE_INDEX -> createIndex(change);
        case DROP_INDEX -> dropIndex(change);
        case ADD_CONSTRAINT -> addConstraint(change);
        case SET_NOT_NULL -> setNotNull(change);
        default -> {}
      }
    }
    downInOne();
    return all(renames);
  }

  private List<Step> all(List<Rename> renames) {
    List<Change> first = new ArrayList<>(renames.stream().map(Rename::up).toList());
    first.addAll(up);
    List<Change> last = new ArrayList<>(down);
    for (int i = renames.size() - 1; i >= 0; i--) {
      last.add(renames.get(i).down());
    }
    List<Step> steps = new ArrayList<>();
    if (!first.isEmpty()) {
      steps.add(new Step(null, null, first, last, true));
    }
    steps.addAll(indexes);
    steps.addAll(indexDrops);
    steps.addAll(validations);
    steps.addAll(notNulls);
    steps.addAll(keys);
    if (!indexComments.isEmpty()) {
      steps.add(
          new Step(
              "comment_indexes",
              "the comments on those indexes",
              indexComments,
              indexComments.stream().map(Plan::noComment).toList(),
              true));
    }
    return steps;
  }

  /** Undo is one transaction: a constraint is checked at once, an index built with its table. */
  private void downInOne() {
    down.removeIf(c -> c.is(What.VALIDATE_CONSTRAINT));
    down.replaceAll(Plan::valid);
  }

  private static Change valid(Change change) {
    return change.is(What.ADD_CONSTRAINT)
        ? change.withText(change.text().replaceFirst("(?i)\\s+NOT VALID$", ""))
        : change;
  }

  private boolean isNew(String table) {
    return up.stream()
        .anyMatch(
            c -> c.is(What.CREATE_TABLE, What.CREATE_MATERIALIZED_VIEW) && c.name().equals(table));
  }

  private static Optional<Change> take(List<Change> changes, Predicate<Change> which) {
    Optional<Change> found = changes.stream().filter(which).findFirst();
    found.ifPresent(changes::remove);
    return found;
  }

  private void createIndex(Change index) {
    boolean ofPartition = index.text().startsWith("CREATE INDEX IF NOT EXISTS ");
    if (ofPartition || isNew(index.table()) || partitioned.contains(index.table())) {
      return;
    }
    up.remove(index);
    Predicate<Change> isComment =
        c -> c.is(What.COMMENT) && c.name().equals("index " + index.name());
    Optional<Change> comment = take(up, isComment);
    boolean changed = take(up, c -> c.is(What.DROP_INDEX) && c.concerns(index)).isPresent();
    take(down, c -> c.is(What.DROP_INDEX) && c.concerns(index));
    Optional<Change> before = take(down, c -> c.is(What.CREATE_INDEX) && c.concerns(index));
    if (changed && before.isPresent()) {
      changeIndex(index, before.get(), comment, take(down, isComment));
    } else {
      comment.ifPresent(indexComments::add);
      indexes.add(
          new Step(
              "create_" + index.name(),
              "the index " + index.name(),
              List.of(dropConcurrently(index.name()), concurrently(index)),
              List.of(dropConcurrently(index.name())),
              false));
    }
  }

  /** The new one is there before the old one goes, and each step can be taken back. */
  private void changeIndex(
      Change index, Change before, Optional<Change> comment, Optional<Change> commentBefore) {
    String fresh = Names.suffixed(index.name(), "_new");
    String old = Names.suffixed(index.name(), "_old");
    indexes.add(
        new Step(
            "create_" + fresh,
            "the new form of the index " + index.name() + ", beside the old one",
            List.of(dropConcurrently(fresh), concurrently(renamed(index, fresh))),
            List.of(dropConcurrently(fresh)),
            false));
    indexes.add(
        new Step(
            "rename_" + fresh,
            "the new form of the index takes the name " + index.name(),
            exchange(index.name(), old, fresh, commentBefore, comment),
            exchange(index.name(), fresh, old, comment, commentBefore),
            true));
    indexDrops.add(
        new Step(
            "drop_" + old,
            "the old form of the index " + index.name() + " goes",
            List.of(dropConcurrently(old)),
            List.of(dropConcurrently(old), concurrently(renamed(before, old))),
            false));
  }

  private void dropIndex(Change drop) {
    Optional<Change> created =
        down.stream().filter(c -> c.is(What.CREATE_INDEX)).filter(drop::concerns).findFirst();
    if (created.isEmpty() || !up.contains(drop)) {
      return;
    }
    Change index = created.get();
    boolean goesWithColumn =
        up.stream()
            .anyMatch(
                c ->
                    c.is(What.DROP_COLUMN)
                        && c.table().equals(index.table())
                        && index.mentions(c.name()));
    boolean comesBack = up.stream().anyMatch(c -> c.is(What.CREATE_INDEX) && c.concerns(drop));
    if (goesWithColumn) {
      up.remove(drop);
      return;
    }
    if (comesBack || partitioned.contains(index.table())) {
      return;
    }
    up.remove(drop);
    down.remove(index);
    if (down.stream().anyMatch(c -> c.name().equals("index " + index.name()))) {
      up.add(Change.of("COMMENT ON INDEX " + index.name() + " IS NULL"));
    }
    indexDrops.add(
        new Step(
            "drop_" + index.name(),
            "the index " + index.name() + " goes",
            List.of(dropConcurrently(index.name())),
            List.of(dropConcurrently(index.name()), concurrently(index)),
            false));
  }

  private void addConstraint(Change added) {
    if (isNew(added.table())) {
      replace(added, valid(added));
      take(up, c -> c.is(What.VALIDATE_CONSTRAINT) && c.concerns(added));
    } else if (partitioned.contains(added.table())) {
      replace(added, valid(added));
      take(up, c -> c.is(What.VALIDATE_CONSTRAINT) && c.concerns(added));
    } else if (added.text().endsWith(" NOT VALID")) {
      take(up, c -> c.is(What.VALIDATE_CONSTRAINT) && c.concerns(added))
          .ifPresent(validate -> validate(added, validate));
    } else {
      addKey(added);
    }
  }

  private void replace(Change one, Change other) {
    up.set(up.indexOf(one), other);
  }

  private void validate(Change added, Change validate) {
    List<Change> back = new ArrayList<>();
    back.add(Change.of("ALTER TABLE " + added.table() + " DROP CONSTRAINT " + added.name()));
    back.add(added.withComments(""));
    up.stream()
        .filter(c -> c.is(What.COMMENT))
        .filter(c -> c.name().equals("constraint " + added.name() + " on " + added.table()))
        .forEach(back::add);
    validations.add(
        new Step(
            "validate_" + added.name(),
            "the rows from before are checked for " + added.name(),
            List.of(validate),
            back,
            true));
  }

  /** A key's index is built beside the writers; then the constraint takes it. */
  private void addKey(Change added) {
    Matcher key = PLAIN_KEY.matcher(added.text());
    boolean replaces = up.stream().anyMatch(c -> c.is(What.DROP_CONSTRAINT) && c.concerns(added));
    if (replaces || !key.matches()) {
      return;
    }
    up.remove(added);
    Change drop =
        take(down, c -> c.is(What.DROP_CONSTRAINT) && c.concerns(added))
            .orElseGet(
                () ->
                    Change.of("ALTER TABLE " + added.table() + " DROP CONSTRAINT " + added.name()));
    Change index =
        Change.of(
            added.comments(),
            "CREATE UNIQUE INDEX "
                + added.name()
                + " ON "
                + added.table()
                + " "
                + key.group("columns"));
    keys.add(
        new Step(
            "create_" + added.name(),
            "the index of the constraint " + added.name(),
            List.of(dropConcurrently(added.name()), concurrently(index)),
            List.of(dropConcurrently(added.name())),
            false));
    keys.add(
        new Step(
            "add_" + added.name(),
            "the constraint " + added.name() + ", on the index that is there",
            List.of(
                Change.of(
                    key.group("add")
                        + " "
                        + key.group("kind")
                        + " USING INDEX "
                        + added.name()
                        + key.group("rest"))),
            List.of(drop, index.withComments("")),
            true));
  }

  /** A validated check spares the server the scan under its strongest lock. */
  private void setNotNull(Change set) {
    if (partitioned.contains(set.table())) {
      return;
    }
    String alter = "ALTER TABLE " + set.table() + " ";
    String column = set.name();
    String stored = Names.stored(set.table()) + "_" + Names.stored(column);
    String name = Names.suffixed(quotedLike(stored), "_not_null");
    Change add =
        Change.of(
            alter + "ADD CONSTRAINT " + name + " CHECK (" + column + " IS NOT NULL) NOT VALID");
    Change drop = Change.of(alter + "DROP CONSTRAINT " + name);
    up.set(up.indexOf(set), add);
    Change back =
        take(down, c -> c.is(What.DROP_NOT_NULL) && c.concerns(set))
            .orElseGet(() -> Change.of(alter + "ALTER COLUMN " + column + " DROP NOT NULL"));
    down.add(0, drop);
    validate(add, Change.of(alter + "VALIDATE CONSTRAINT " + name));
    notNulls.add(
        new Step(
            "set_" + stored.replaceAll("\\W", "_") + "_not_null",
            set.table() + "." + column + " is NOT NULL, which the check has shown already",
            List.of(set, drop),
            List.of(valid(add), back),
            true));
  }

  private static String quotedLike(String stored) {
    return stored.matches("[a-z_][a-z0-9_$]*") ? "ck_" + stored : "\"ck_" + stored + '"';
  }

  private static Change dropConcurrently(String index) {
    return Change.of("DROP INDEX CONCURRENTLY IF EXISTS " + index);
  }

  private static Change concurrently(Change index) {
    return index.withText(
        index.text().replaceFirst("(?i)^(CREATE (?:UNIQUE )?INDEX) ", "$1 CONCURRENTLY "));
  }

  private static Change renamed(Change index, String name) {
    return index.withText(
        index
            .text()
            .replaceFirst(
                "(?i)(INDEX (?:IF NOT EXISTS )?)" + Names.NAME,
                "$1" + Matcher.quoteReplacement(name)));
  }

  /** Of two indexes the other one takes the name; only the one that has it has a comment. */
  private static List<Change> exchange(
      String name, String aside, String other, Optional<Change> goes, Optional<Change> comes) {
    List<Change> changes = new ArrayList<>();
    changes.add(rename(name, aside));
    changes.add(rename(other, name));
    if (goes.isPresent()) {
      changes.add(Change.of("COMMENT ON INDEX " + aside + " IS NULL"));
    }
    comes.ifPresent(changes::add);
    return changes;
  }

  private static Change rename(String from, String to) {
    return Change.of("ALTER INDEX " + from + " RENAME TO " + to);
  }

  private static Change noComment(Change comment) {
    return comment.withText(
        comment.text().replaceFirst("(?s) IS (?:'(?:[^']|'')*'|NULL)$", " IS NULL"));
  }
}
