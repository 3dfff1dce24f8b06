package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.regex.Pattern;

/** A select element that writes or locks, and MyBatis is not told. */
final class SelectWrites extends BranchRule {

  /** A selectKey runs in an executor of its own, whose cache nobody shares. */
  private static final String KEY = "!selectKey";

  /** Functions of the server that are called for what they do. */
  private static final Pattern ACTING =
      Pattern.compile("nextval|setval|set_config|pg_notify|pg_(try_)?advisory_.*");

  private static final String UNCOMMITTED = "commit() does nothing after it";

  private static final String CACHED =
      "a second equal call in a session is answered from the cache and never runs";

  SelectWrites() {
    super(Severity.ERROR, "select-writes");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    MappedStatement mapped = statement.statement();
    if (mapped.kind() != Kind.SELECT || mapped.id().endsWith(KEY)) {
      return;
    }
    Query query = branch.part().query();
    boolean writes = query.all().anyMatch(q -> q.command() != Command.SELECT);
    boolean locks = query.all().anyMatch(q -> !q.node().nodes("rowMarks").isEmpty());
    boolean acts = query.all().flatMap(Query::here).anyMatch(n -> acts(n, context.catalog()));
    boolean uncommitted = writes && !mapped.affectsData();
    boolean cached = (writes || locks || acts) && !mapped.flushesCache();
    if (uncommitted || cached) {
      String what = writes ? "writes" : locks ? "locks" : "calls a function that acts";
      findings.add(
          branch.review().label(),
          null,
          "it "
              + what
              + ", and MyBatis takes it for a read: "
              + (uncommitted ? UNCOMMITTED : "")
              + (uncommitted && cached ? ", and " : "")
              + (cached ? CACHED : ""),
          "add "
              + (uncommitted ? "affectData=\"true\"" : "")
              + (uncommitted && cached ? " and " : "")
              + (cached ? "flushCache=\"true\"" : ""));
    }
  }

  private static boolean acts(Node node, Catalog catalog) {
    return node.is("FUNCEXPR") && ACTING.matcher(catalog.function(node.number("funcid"))).matches();
  }
}
