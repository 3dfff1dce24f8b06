package dev.lintel.tools.schema.statements;

import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * What one variant of a statement sends to the server.
 *
 * @param preparable its SQL, each one with its parameters as {@code $1}, {@code $2}, …
 * @param others the first words of what PREPARE does not take
 */
record StatementText(List<String> preparable, List<String> others) {

  private static final Pattern PREPARABLE =
      Pattern.compile("(\\(|(SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES|WITH|TABLE)\\b).*");

  /**
   * @param sql as a driver gets it, with {@code ?} where a parameter is bound
   */
  static StatementText of(String sql) {
    List<String> preparable = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (SqlStatement statement : SqlScript.parse(sql).getStatements()) {
      if (PREPARABLE.matcher(statement.getOutline()).matches()) {
        preparable.add(numbered(statement.getText()));
      } else {
        others.add(statement.getOutline().replaceFirst("^(\\S+(?: \\S+)?).*", "$1"));
      }
    }
    return new StatementText(preparable, others);
  }

  /** As the driver sends it: in its text a question mark can be an operator too. */
  private static String numbered(String sql) {
    try {
      return Parser.parseJdbcSql(sql, true, true, false, false, false).get(0).nativeSql;
    } catch (SQLException e) {
      return sql; // the server will say the same of it
    }
  }
}
