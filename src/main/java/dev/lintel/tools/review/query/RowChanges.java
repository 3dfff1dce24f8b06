package dev.lintel.tools.review.query;

import dev.lintel.tools.review.query.Query.Command;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a query does to rows that are there already. */
public final class RowChanges {

  /** As parse trees number the commands. */
  private static final long UPDATE = 2;

  private static final long DELETE = 4;

  private RowChanges() {}

  /** Whether it takes any away. */
  public static boolean deletes(Query query) {
    return query.command() == Command.DELETE
        || query.node().nodes("mergeActionList").stream()
            .anyMatch(action -> action.number("commandType") == DELETE);
  }

  /** The columns of its target that it gives another value, by number. */
  public static Set<Integer> updated(Query query) {
    return entries(query).map(entry -> (int) entry.number("resno")).collect(Collectors.toSet());
  }

  private static Stream<Node> entries(Query query) {
    return switch (query.command()) {
      case UPDATE -> query.targets().stream();
      case MERGE ->
          query.node().nodes("mergeActionList").stream()
              .filter(action -> action.number("commandType") == UPDATE)
              .flatMap(action -> action.nodes("targetList").stream());
      case INSERT -> {
        Node conflict = query.node().node("onConflict");
        List<Node> set = conflict == null ? List.of() : conflict.nodes("onConflictSet");
        yield set.stream();
      }
      default -> Stream.empty();
    };
  }
}
