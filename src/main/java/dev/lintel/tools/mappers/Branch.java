package dev.lintel.tools.mappers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a statement becomes for one kind of values.
 *
 * @param label the conditions that hold and the number of items of each collection, for example
 *     {@code status != null, ids: 3}; {@code always} if there is nothing to decide
 * @param sql with {@code ?} for each parameter, as the driver gets it
 * @param parameters in their order
 * @param collections how many items each {@code foreach} went through, by its expression
 * @param guessed whether a text of the reader's choice stands in place of a <code>${…}</code>
 * @param conditions those that hold, in the order of the document; also {@code otherwise}
 */
public record Branch(
    String label,
    String sql,
    List<Parameter> parameters,
    Map<String, Integer> collections,
    boolean guessed,
    List<String> conditions) {

  /** One in which no condition holds. */
  public Branch(
      String label,
      String sql,
      List<Parameter> parameters,
      Map<String, Integer> collections,
      boolean guessed) {
    this(label, sql, parameters, collections, guessed, List.of());
  }

  /** Binds a sample to each parameter with the handler that MyBatis would take. */
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).bind(statement, i + 1);
    }
  }
}
