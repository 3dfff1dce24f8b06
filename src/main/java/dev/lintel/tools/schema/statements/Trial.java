package dev.lintel.tools.schema.statements;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which texts the server prepares on one state of the schema, and why not the others. */
final class Trial {

  private final Map<StatementText, Refusal> refusals = new HashMap<>();

  private Trial() {}

  static Trial of(List<RenderedStatement> statements, Preparation preparation) throws SQLException {
    Trial trial = new Trial();
    for (RenderedStatement statement : statements) {
      for (RenderedStatement.Rendering rendering : statement.renderings()) {
        for (StatementText text : rendering.texts()) {
          if (!trial.refusals.containsKey(text)) {
            trial.refusals.put(text, preparation.of(text));
          }
        }
      }
    }
    return trial;
  }

  /** Null if the server prepares it. */
  Refusal refusal(StatementText text) {
    return refusals.get(text);
  }

  boolean prepares(StatementText text) {
    return refusals.get(text) == null;
  }
}
