package dev.lintel.mapping;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/** Binds a mapper's named arguments by the handlers that the XML names. */
final class Parameters implements ParameterHandler {

  private final List<ParameterMapping> mappings;
  private final Map<?, ?> arguments;

  Parameters(List<ParameterMapping> mappings, Map<?, ?> arguments) {
    this.mappings = mappings;
    this.arguments = arguments;
  }

  @Override
  public Object getParameterObject() {
    return arguments;
  }

  @Override
  @SuppressWarnings("unchecked") // a handler takes what its parameter is declared as
  public void setParameters(PreparedStatement statement) throws SQLException {
    ErrorContext.instance().activity("setting parameters");
    for (int i = 0; i < mappings.size(); i++) {
      ParameterMapping mapping = mappings.get(i);
      Object value = arguments.get(mapping.getProperty());
      JdbcType given = mapping.getJdbcType();
      JdbcType type = given == null && value == null ? JdbcType.OTHER : given;
      ((TypeHandler<Object>) mapping.getTypeHandler()).setParameter(statement, i + 1, value, type);
    }
  }
}
