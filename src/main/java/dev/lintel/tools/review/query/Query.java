package dev.lintel.tools.review.query;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return switch ((int) node.number("commandType")) {
      case 1 -> Command.SELECT;
      case 2 -> Command.UPDATE;
      case 3 -> Command.INSERT;
      case 4 -> Command.DELETE;
      // 5 is a utility statement up to PostgreSQL 14; those are never parsed here
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
    return conditions;
  }

  /** The condition of WHERE alone, not that of joins. */
  public Node where() {
    Node tree = node.node("jointree");
    return tree == null ? null : tree.node("quals");
  }

  private static void addConditions(Node tree, List<Node> conditions) {
    addParts(tree.node("quals"), conditions);
    if (tree.is("JOINEXPR") && tree.number("jointype") != 0) {
      return; // an outer join's sides keep their rows
    }
    Stream.of(tree.nodes("fromlist"), tree.nodes("larg"), tree.nodes("rarg"))
        .flatMap(List::stream)
        .filter(below -> below.is("JOINEXPR", "FROMEXPR"))
        .forEach(below -> addConditions(below, conditions));
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

  /** The column of a table that a VAR of this query is in the end; empty if it is computed. */
  public Optional<Column> column(Node var) {
    return column(var, 0);
  }

  private Optional<Column> column(Node var, int depth) {
    Node at = stripped(var);
    if (!at.is("VAR") || depth > DEPTH) {
      return Optional.empty();
    }
    Query scope = this;
    for (long up = at.number("varlevelsup"); up > 0 && scope != null; up--) {
      scope = scope.outer;
    }
    int number = (int) at.number("varno");
    int attribute = (int) at.number("varattno");
    if (scope == null || number < 1 || number > scope.ranges().size() || attribute < 1) {
      return Optional.empty();
    }
    Node range = scope.ranges().get(number - 1);
    return switch ((int) range.number("rtekind")) {
      case RELATION -> Optional.of(new Column(range.number("relid"), attribute));
      case SUBQUERY -> scope.columnOf(range.node("subquery"), attribute, depth);
      case JOIN -> element(range.nodes("joinaliasvars"), attribute, scope, depth);
      case GROUP -> element(range.nodes("groupexprs"), attribute, scope, depth);
      case CTE -> cte(scope, range, attribute, depth);
      default -> Optional.empty();
    };
  }

  private static Optional<Column> element(List<Node> list, int number, Query scope, int depth) {
    return number > list.size() ? Optional.empty() : scope.column(list.get(number - 1), depth + 1);
  }

  private Optional<Column> columnOf(Node query, int attribute, int depth) {
    Query below = query == null ? null : byNode.get(query);
    if (below == null) {
      return Optional.empty();
    }
    List<Node> outputs = below.command() == Command.SELECT ? below.targets() : below.returning();
    return attribute > outputs.size() || below.node.node("setOperations") != null
        ? Optional.empty()
        : below.column(outputs.get(attribute - 1).node("expr"), depth + 1);
  }

  private static Optional<Column> cte(Query scope, Node range, int attribute, int depth) {
    Query holder = scope;
    for (long up = range.number("ctelevelsup"); up > 0 && holder != null; up--) {
      holder = holder.outer;
    }
    if (holder == null || range.flag("self_reference")) {
      return Optional.empty();
    }
    for (Node cte : holder.node.nodes("cteList")) {
      if (String.valueOf(cte.text("ctename")).equals(range.text("ctename"))) {
        return holder.columnOf(cte.node("ctequery"), attribute, depth);
      }
    }
    return Optional.empty();
  }

  /** Without the relabelling of text types, which costs nothing and hides no index. */
  public static Node stripped(Node expression) {
    Node at = expression;
    while (at.is("RELABELTYPE") && at.node("arg") != null) {
      at = at.node("arg");
    }
    return at;
  }
}
