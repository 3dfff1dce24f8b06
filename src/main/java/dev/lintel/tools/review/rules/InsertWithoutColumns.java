package dev.lintel.tools.review.rules;

import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Identifier;
import java.util.regex.Pattern;

/** INSERT without a list of columns: their order in the table decides what goes where. */
final class InsertWithoutColumns extends BranchRule {

  private static final String TABLE = "(?:" + Identifier.NAME + "\\s*\\.\\s*)?" + Identifier.NAME;

  private static final Pattern WITHOUT =
      Pattern.compile(
          "\\bTHEN INSERT (?:OVERRIDING \\w+ VALUE )?VALUES\\b|\\bINSERT INTO "
              + TABLE
              + "(?: AS "
              + Identifier.NAME
              + ")?"
              + "\\s*(?:OVERRIDING \\w+ VALUE )?(?:VALUES|SELECT|WITH|TABLE|\\(\\s*(?:SELECT|VALUES|WITH)\\b)");

  InsertWithoutColumns() {
    super(Severity.WARNING, "insert-without-columns");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (SqlStatement sql : SqlScript.parse(branch.part().sql()).getStatements()) {
      if (WITHOUT.matcher(sql.getOutline()).find()) {
        findings.add(
            branch.review().label(),
            null,
            "INSERT names no columns: their order in the table decides what goes where",
            "name the columns");
      }
    }
  }
}
