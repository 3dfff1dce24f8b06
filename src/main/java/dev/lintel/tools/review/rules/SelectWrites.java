package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;

/** A select element that writes or locks, and MyBatis is not told. */
final class SelectWrites extends BranchRule {

  SelectWrites() {
    super(Severity.ERROR, "select-writes");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    MappedStatement mapped = statement.statement();
    if (mapped.kind() != Kind.SELECT) {
      return;
    }
    Query query = branch.part().query();
    boolean writes = query.all().anyMatch(q -> q.command() != Command.SELECT);
    boolean locks = query.all().anyMatch(q -> !q.node().nodes("rowMarks").isEmpty());
    if (writes && !mapped.affectsData()) {
      findings.add(
          branch.review().label(),
          null,
          "it writes, and MyBatis takes it for a read: commit() does nothing after it",
          "add affectData=\"true\"");
    }
    if ((writes || locks) && !mapped.flushesCache()) {
      findings.add(
          branch.review().label(),
          null,
          "it "
              + (writes ? "writes" : "locks")
              + ", and a second equal call in a session is answered"
              + " from the cache and never runs",
          "add flushCache=\"true\"");
    }
  }
}
