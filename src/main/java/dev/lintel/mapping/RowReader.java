package dev.lintel.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandler;

/**
 * A result map, made ready to read rows: what MyBatis looks up again for each row or column (the
 * constructor, the column's place, its handler) is looked up once, for a statement whose text is
 * the same each time.
 */
final class RowReader {

  /** Whatever the statement calls its only column. */
  private static final String[] FIRST_COLUMN = {null};

  private final String[] columns;
  private final Value value;
  private volatile int[] known;

  private RowReader(String[] columns, Value value) {
    this.columns = columns;
    this.value = value;
  }

  /**
   * @param map constructor arguments, which may be objects of such maps, or a single value's type
   * @return null if the map asks for anything else
   */
  static RowReader of(Configuration configuration, ResultMap map) {
    if (map.getResultMappings().isEmpty()) {
      TypeHandler<?> handler =
          configuration.getTypeHandlerRegistry().hasTypeHandler(map.getType())
              ? configuration.getTypeHandlerRegistry().getTypeHandler(map.getType())
              : null;
      return handler == null ? null : new RowReader(FIRST_COLUMN, new Column(0, handler));
    }
    List<String> columns = new ArrayList<>();
    Value value = instance(configuration, map, "", columns);
    return value == null ? null : new RowReader(columns.toArray(new String[0]), value);
  }

  private static Value instance(
      Configuration configuration, ResultMap map, String prefix, List<String> columns) {
    List<ResultMapping> mappings = map.getConstructorResultMappings();
    if (map.getDiscriminator() != null || mappings.size() != map.getResultMappings().size()) {
      return null;
    }
    Class<?>[] types = new Class<?>[mappings.size()];
    Value[] arguments = new Value[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = mappings.get(i).getJavaType();
      arguments[i] = argument(configuration, mappings.get(i), prefix, columns);
      if (arguments[i] == null) {
        return null;
      }
    }
    try {
      Constructor<?> constructor = map.getType().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Instance(constructor, arguments);
    } catch (NoSuchMethodException e) {
      return null; // MyBatis tells what is wrong, when a row comes
    }
  }

  private static Value argument(
      Configuration configuration, ResultMapping mapping, String prefix, List<String> columns) {
    if (mapping.getNestedQueryId() != null || mapping.getResultSet() != null) {
      return null;
    }
    if (mapping.getNestedResultMapId() != null) {
      String own = mapping.getColumnPrefix();
      return instance(
          configuration,
          configuration.getResultMap(mapping.getNestedResultMapId()),
          own == null ? prefix : prefix + own,
          columns);
    }
    columns.add(prefix + mapping.getColumn());
    return new Column(columns.size() - 1, mapping.getTypeHandler());
  }

  /**
   * @return where the columns stand in these rows, for {@link #read}
   */
  int[] places(ResultSet rows) throws SQLException {
    int[] before = known;
    if (before != null) {
      return before;
    }
    int[] places = new int[columns.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = columns[i] == null ? 1 : rows.findColumn(columns[i]);
    }
    known = places;
    return places;
  }

  /**
   * @return null if all columns are NULL
   */
  Object read(ResultSet row, int[] places) throws SQLException {
    return value.read(row, places);
  }

  private interface Value {
    Object read(ResultSet row, int[] places) throws SQLException;
  }

  private static final class Column implements Value {

    private final int number;
    private final TypeHandler<?> handler;

    Column(int number, TypeHandler<?> handler) {
      this.number = number;
      this.handler = handler;
    }

    @Override
    public Object read(ResultSet row, int[] places) throws SQLException {
      return handler.getResult(row, places[number]);
    }
  }

  private static final class Instance implements Value {

    private final Constructor<?> constructor;
    private final Value[] arguments;

    Instance(Constructor<?> constructor, Value[] arguments) {
      this.constructor = constructor;
      this.arguments = arguments;
    }

    @Override
    public Object read(ResultSet row, int[] places) throws SQLException {
      Object[] values = new Object[arguments.length];
      boolean found = false;
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].read(row, places);
        found |= values[i] != null;
      }
      return found ? create(values) : null;
    }

    private Object create(Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        throw new ExecutorException(constructor + ": " + e.getCause(), e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new ExecutorException(constructor + ": " + e, e);
      }
    }
  }
}
