package dev.lintel.tools.review.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One query of a statement: the statement itself, a CTE, a subquery or a sublink. Names are
 * resolved already: the server did that.
 */
public final class Query {

  private static final int RELATION = 0;
  private static final int SUBQUERY = 1;
  private static final int JOIN = 2;
  private static final int CTE = 6;
  private static final int GROUP = 9;
  private static final int DEPTH = 50;

  /** Kinds of joins. */
  private static final int LEFT = 1;

  private static final int FULL = 2;
  private static final int RIGHT = 3;

  private final Node node;
  private final Query outer;
  private final List<Query> inner = new ArrayList<>();

  /** The query of each QUERY node directly below this one, by identity. */
  private final Map<Node, Query> byNode = new IdentityHashMap<>();

  private Query(Node node, Query outer) {
    this.node = node;
    this.outer = outer;
    for (Node below : queriesBelow(node)) {
      Query query = new Query(below, this);
      inner.add(query);
      byNode.put(below, query);
    }
  }

  /**
   * @param printed as {@code debug_print_parse} gives it
   */
  public static Query parse(String printed) {
    return new Query(NodeReader.read(printed), null);
  }

  private static List<Node> queriesBelow(Node node) {
    List<Node> found = new ArrayList<>();
    node.children().forEach(child -> collect(child, found));
    return found;
  }

  private static void collect(Node node, List<Node> found) {
    if (node.is("QUERY")) {
      found.add(node);
    } else {
      node.children().forEach(child -> collect(child, found));
    }
  }

  /** What it does. */
  public enum Command {
    SELECT,
    UPDATE,
    INSERT,
    DELETE,
    MERGE,
    OTHER
  }

  public Command command() {
    if (node.fields().containsKey("utilityStmt")) {
      return Command.OTHER;
    }
    return switch ((int) node.number("commandType")) {
      case 1 -> Command.SELECT;
      case 2 -> Command.UPDATE;
      case 3 -> Command.INSERT;
      case 4 -> Command.DELETE;
      case 5 -> Command.MERGE;
      default -> Command.OTHER;
    };
  }

  public Node node() {
    return node;
  }

  /** Null for the statement itself. */
  public Query outer() {
    return outer;
  }

  /** This one and all in it. */
  public Stream<Query> all() {
    return Stream.concat(Stream.of(this), inner.stream().flatMap(Query::all));
  }

  /** The query of a QUERY node that stands directly in this one. */
  public Query at(Node query) {
    return byNode.get(query);
  }

  /** Its nodes, without those of queries in it. */
  public Stream<Node> here() {
    return node.here();
  }

  public List<Node> ranges() {
    return node.nodes("rtable");
  }

  /** The tables that it names itself. */
  public List<Long> tables() {
    return ranges().stream()
        .filter(range -> range.number("rtekind") == RELATION)
        .map(range -> range.number("relid"))
        .toList();
  }

  /** The table that it writes; empty for a SELECT. */
  public Optional<Long> target() {
    int number = (int) node.number("resultRelation");
    return number < 1 || command() == Command.SELECT
        ? Optional.empty()
        : Optional.of(ranges().get(number - 1).number("relid"));
  }

  public boolean isTarget(Node var) {
    return var.number("varlevelsup") == 0 && var.number("varno") == node.number("resultRelation");
  }

  /** What is selected, without what only sorts. */
  public List<Node> targets() {
    return node.nodes("targetList").stream().filter(entry -> !entry.flag("resjunk")).toList();
  }

  public List<Node> returning() {
    return node.nodes("returningList");
  }

  /** The condition of WHERE and, if inner, of joins; each part of an AND. */
  public List<Node> conditions() {
    List<Node> conditions = new ArrayList<>();
    Node tree = node.node("jointree");
    if (tree != null) {
      addConditions(tree, conditions);
    }
    addParts(node.node("mergeJoinCondition"), conditions); // of MERGE, since 17
    return conditions;
  }

  /** The condition of WHERE alone, not that of joins. */
  public Node where() {
    Node tree = node.node("jointree");
    return tree == null ? null : tree.node("quals");
  }

  private static void addConditions(Node tree, List<Node> conditions) {
    if (tree.is("JOINEXPR") && tree.number("jointype") != 0) {
      return; // an outer join keeps the rows of its sides
    }
    addParts(tree.node("quals"), conditions);
    joins(tree).forEach(below -> addConditions(below, conditions));
  }

  /** The parts of an AND, at any depth. */
  public static void addParts(Node condition, List<Node> parts) {
    if (condition == null) {
      return;
    }
    if (condition.is("BOOLEXPR") && "and".equals(condition.text("boolop"))) {
      condition.nodes("args").forEach(part -> addParts(part, parts));
    } else {
      parts.add(condition);
    }
  }

  /**
   * Where in FROM a column stands.
   *
   * @param range its number there, from 1
   * @param attribute the number of the column in it, from 1
   */
  public record Place(int range, int attribute) {}

  /** A place, and the query in whose FROM it is. */
  private record Found(Query scope, Place place) {}

  /** Where a column stands in FROM of this query, not of one around it; empty if it is computed. */
  public Optional<Place> place(Node expression) {
    return find(expression, 0).filter(found -> found.scope == this).map(Found::place);
  }

  /** The places in FROM of this query that an expression looks at, from queries in it too. */
  public Stream<Place> placesIn(Node expression) {
    return placesIn(expression, this);
  }

  private Stream<Place> placesIn(Node expression, Query home) {
    if (expression.is("VAR")) {
      return find(expression, 0).filter(found -> found.scope == home).map(Found::place).stream();
    }
    Query scope = byNode.getOrDefault(expression, this);
    return expression.children().flatMap(child -> scope.placesIn(child, home));
  }

  private Optional<Found> find(Node expression, int depth) {
    Node var = stripped(expression);
    if (!var.is("VAR") || depth > DEPTH) {
      return Optional.empty();
    }
    Query scope = this;
    for (long up = var.number("varlevelsup"); up > 0 && scope != null; up--) {
      scope = scope.outer;
    }
    int number = (int) var.number("varno");
    int attribute = (int) var.number("varattno");
    if (scope == null || number < 1 || number > scope.ranges().size()) {
      return Optional.empty();
    }
    Node range = scope.ranges().get(number - 1);
    return switch ((int) range.number("rtekind")) {
      case JOIN -> scope.element(range.nodes("joinaliasvars"), attribute, depth);
      case GROUP -> scope.element(range.nodes("groupexprs"), attribute, depth);
      default -> Optional.of(new Found(scope, new Place(number, attribute)));
    };
  }

  private Optional<Found> element(List<Node> list, int number, int depth) {
    return number < 1 || number > list.size()
        ? Optional.empty()
        : find(list.get(number - 1), depth + 1);
  }

  /** A table in FROM, and a column of it, by the query that names the table. */
  record Origin(Query query, Place place) {

    Column column() {
      return new Column(query.ranges().get(place.range() - 1).number("relid"), place.attribute());
    }
  }

  /** The column of a table that a VAR of this query is in the end; empty if it is computed. */
  public Optional<Column> column(Node expression) {
    return origin(expression).map(Origin::column);
  }

  /** The same with the place where the table is named. */
  Optional<Origin> origin(Node expression) {
    return origin(expression, 0);
  }

  private Optional<Origin> origin(Node expression, int depth) {
    return depth > DEPTH
        ? Optional.empty()
        : find(expression, depth).flatMap(found -> found.scope.origin(found.place, depth));
  }

  private Optional<Origin> origin(Place place, int depth) {
    Node range = ranges().get(place.range() - 1);
    if (place.attribute() < 1) {
      return Optional.empty();
    }
    if (range.number("rtekind") == RELATION) {
      return Optional.of(new Origin(this, place));
    }
    return below(range)
        .filter(query -> query.node.node("setOperations") == null)
        .filter(query -> place.attribute() <= query.outputs().size())
        .flatMap(
            query ->
                query.origin(query.outputs().get(place.attribute() - 1).node("expr"), depth + 1));
  }

  /** What it gives to whoever reads from it. */
  public List<Node> outputs() {
    return command() == Command.SELECT ? targets() : returning();
  }

  /** The subquery or CTE that stands in FROM of this query; empty for anything else. */
  public Optional<Query> below(Node range) {
    return switch ((int) range.number("rtekind")) {
      case SUBQUERY -> Optional.ofNullable(byNode.get(range.node("subquery")));
      case CTE -> cte(range);
      default -> Optional.empty();
    };
  }

  private Optional<Query> cte(Node range) {
    Query holder = this;
    for (long up = range.number("ctelevelsup"); up > 0 && holder != null; up--) {
      holder = holder.outer;
    }
    if (holder == null || range.flag("self_reference")) {
      return Optional.empty();
    }
    for (Node cte : holder.node.nodes("cteList")) {
      if (String.valueOf(cte.text("ctename")).equals(range.text("ctename"))) {
        return Optional.ofNullable(holder.byNode.get(cte.node("ctequery")));
      }
    }
    return Optional.empty();
  }

  /** The numbers of what is joined in FROM. */
  public List<Integer> joined() {
    Node tree = node.node("jointree");
    return tree == null
        ? List.of()
        : tree.here()
            .filter(at -> at.is("RANGETBLREF"))
            .map(at -> (int) at.number("rtindex"))
            .toList();
  }

  /** The numbers of what an outer join fills with NULL where it finds nothing. */
  public Set<Integer> optional() {
    Set<Integer> optional = new HashSet<>();
    here().filter(at -> at.is("JOINEXPR")).forEach(join -> addOptional(join, optional));
    return optional;
  }

  private static void addOptional(Node join, Set<Integer> optional) {
    long type = join.number("jointype");
    if (type == LEFT || type == FULL) {
      addRanges(join.nodes("rarg"), optional);
    }
    if (type == RIGHT || type == FULL) {
      addRanges(join.nodes("larg"), optional);
    }
  }

  private static void addRanges(List<Node> side, Set<Integer> ranges) {
    side.stream()
        .flatMap(Node::here)
        .filter(at -> at.is("RANGETBLREF"))
        .forEach(at -> ranges.add((int) at.number("rtindex")));
  }

  /** Each part of the conditions of WHERE and of all joins, outer ones too. */
  public List<Node> joinConditions() {
    List<Node> parts = new ArrayList<>();
    Node tree = node.node("jointree");
    if (tree != null) {
      addJoinConditions(tree, parts);
    }
    return parts;
  }

  private static void addJoinConditions(Node tree, List<Node> parts) {
    addParts(tree.node("quals"), parts);
    joins(tree).forEach(below -> addJoinConditions(below, parts));
  }

  private static Stream<Node> joins(Node tree) {
    return Stream.of(tree.nodes("fromlist"), tree.nodes("larg"), tree.nodes("rarg"))
        .flatMap(List::stream)
        .filter(below -> below.is("JOINEXPR", "FROMEXPR"));
  }

  /** Whether it stands in EXISTS, which asks for no column and no row but the first. */
  public boolean isExists() {
    return outer != null
        && outer
            .here()
            .anyMatch(
                link ->
                    link.is("SUBLINK")
                        && link.number("subLinkType") == 0
                        && link.node("subselect") == node);
  }

  /** Without the relabelling of text types, which costs nothing and hides no index. */
  public static Node stripped(Node expression) {
    Node at = expression;
    while (isRelabelled(at)) {
      at = at.node("arg");
    }
    return at;
  }

  private static boolean isRelabelled(Node node) {
    Node element = node.node("elemexpr");
    return node.node("arg") != null
        && (node.is("RELABELTYPE")
            || node.is("ARRAYCOERCEEXPR") && element != null && element.is("RELABELTYPE"));
  }
}
