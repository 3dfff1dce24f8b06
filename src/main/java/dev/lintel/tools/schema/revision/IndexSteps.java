package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The pairs of scripts that build and drop indexes, which nobody has to wait for. */
final class IndexSteps {

  private final FirstStep first;
  private final List<Step> builds = new ArrayList<>();
  private final List<Step> drops = new ArrayList<>();
  private final List<Change> comments = new ArrayList<>();

  /**
   * @param first gives away what gets a pair of its own
   */
  IndexSteps(FirstStep first) {
    this.first = first;
  }

  /** New ones, before the old ones go. */
  List<Step> list() {
    List<Step> steps = new ArrayList<>(builds);
    steps.addAll(drops);
    return steps;
  }

  /** The comments on those indexes, once they are there; empty if there are none. */
  Optional<Step> comments() {
    return comments.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Step(
                "comment_indexes",
                "the comments on those indexes",
                comments,
                comments.stream().map(IndexSteps::noComment).toList(),
                true));
  }

  void create(Change index) {
    boolean ofPartition = index.text().startsWith("CREATE INDEX IF NOT EXISTS ");
    if (ofPartition || first.isNew(index.table()) || first.isPartitioned(index.table())) {
      return;
    }
    first.up.remove(index);
    Predicate<Change> isComment =
        c -> c.is(What.COMMENT) && c.name().equals("index " + index.name());
    Optional<Change> comment = first.takeUp(isComment);
    boolean changed = first.takeUp(c -> c.is(What.DROP_INDEX) && c.concerns(index)).isPresent();
    first.takeDown(c -> c.is(What.DROP_INDEX) && c.concerns(index));
    Optional<Change> before = first.takeDown(c -> c.is(What.CREATE_INDEX) && c.concerns(index));
    if (changed && before.isPresent()) {
      change(index, before.get(), comment, first.takeDown(isComment));
    } else {
      comment.ifPresent(comments::add);
      builds.add(
          new Step(
              "create_" + index.name(),
              "the index " + index.name(),
              List.of(ConcurrentIndex.drop(index.name()), ConcurrentIndex.build(index)),
              List.of(ConcurrentIndex.drop(index.name())),
              false));
    }
  }

  /** The new one is there before the old one goes, and each step can be taken back. */
  private void change(
      Change index, Change before, Optional<Change> comment, Optional<Change> commentBefore) {
    String fresh = Identifier.suffixed(index.name(), "_new");
    String old = Identifier.suffixed(index.name(), "_old");
    builds.add(
        new Step(
            "create_" + fresh,
            "the new form of the index " + index.name() + ", beside the old one",
            List.of(
                ConcurrentIndex.drop(fresh),
                ConcurrentIndex.build(ConcurrentIndex.named(index, fresh))),
            List.of(ConcurrentIndex.drop(fresh)),
            false));
    builds.add(
        new Step(
            "rename_" + fresh,
            "the new form of the index takes the name " + index.name(),
            exchange(index.name(), old, fresh, commentBefore, comment),
            exchange(index.name(), fresh, old, comment, commentBefore),
            true));
    drops.add(
        new Step(
            "drop_" + old,
            "the old form of the index " + index.name() + " goes",
            List.of(ConcurrentIndex.drop(old)),
            List.of(
                ConcurrentIndex.drop(old),
                ConcurrentIndex.build(ConcurrentIndex.named(before, old))),
            false));
  }

  void drop(Change drop) {
    Optional<Change> created =
        first.down.stream().filter(c -> c.is(What.CREATE_INDEX)).filter(drop::concerns).findFirst();
    if (created.isEmpty() || !first.up.contains(drop)) {
      return;
    }
    Change index = created.get();
    boolean goesWithColumn =
        first.up.stream()
            .anyMatch(
                c ->
                    c.is(What.DROP_COLUMN)
                        && c.table().equals(index.table())
                        && index.mentions(c.name()));
    boolean comesBack =
        first.up.stream().anyMatch(c -> c.is(What.CREATE_INDEX) && c.concerns(drop));
    if (goesWithColumn) {
      first.up.remove(drop);
      return;
    }
    if (comesBack || first.isPartitioned(index.table())) {
      return;
    }
    first.up.remove(drop);
    first.down.remove(index);
    if (first.down.stream().anyMatch(c -> c.name().equals("index " + index.name()))) {
      first.up.add(Change.of("COMMENT ON INDEX " + index.name() + " IS NULL"));
    }
    drops.add(
        new Step(
            "drop_" + index.name(),
            "the index " + index.name() + " goes",
            List.of(ConcurrentIndex.drop(index.name())),
            List.of(ConcurrentIndex.drop(index.name()), ConcurrentIndex.build(index)),
            false));
  }

  /** Of two indexes the other one takes the name; only the one that has it has a comment. */
  private static List<Change> exchange(
      String name, String aside, String other, Optional<Change> goes, Optional<Change> comes) {
    List<Change> changes = new ArrayList<>();
    changes.add(ConcurrentIndex.rename(name, aside));
    changes.add(ConcurrentIndex.rename(other, name));
    if (goes.isPresent()) {
      changes.add(Change.of("COMMENT ON INDEX " + aside + " IS NULL"));
    }
    comes.ifPresent(changes::add);
    return changes;
  }

  private static Change noComment(Change comment) {
    return comment.withText(
        comment.text().replaceFirst("(?s) IS (?:'(?:[^']|'')*'|NULL)$", " IS NULL"));
  }
}
