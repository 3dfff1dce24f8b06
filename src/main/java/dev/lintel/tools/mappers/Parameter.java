package dev.lintel.tools.mappers;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * A value that a statement binds.
 *
 * @param name the property
 * @param javaType its class; null if nothing tells
 * @param sample what is bound as it; null if nothing tells
 * @param binding binds the sample as MyBatis would; null if nothing tells how
 */
public record Parameter(String name, String javaType, Object sample, Binding binding) {

  /** How a sample is bound. */
  public interface Binding {

    /**
     * @param index from 1
     */
    void bind(PreparedStatement statement, int index) throws SQLException;
  }

  /** Whether its type is known; otherwise the server infers one, as it may not for the driver. */
  public boolean isTyped() {
    return binding != null;
  }

  void bind(PreparedStatement statement, int index) throws SQLException {
    if (binding == null) {
      statement.setNull(index, Types.NULL);
    } else {
      binding.bind(statement, index);
    }
  }
}
