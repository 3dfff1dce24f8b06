package dev.lintel.tools.mappers;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.UUID;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.ObjectTypeHandler;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.apache.ibatis.type.TypeReference;

/** Finds the type handler that MyBatis would take. */
final class Handlers {

  /** What MyBatis-Plus makes the handler of all enums: it binds what {@code @EnumValue} marks. */
  private static final String PLUS_ENUMS =
      "com.baomidou.mybatisplus.core.handlers.CompositeEnumTypeHandler";

  private final TypeHandlerRegistry registry;
  private final MapperTypes types;

  Handlers(TypeHandlerRegistry registry, MapperTypes types) {
    this.registry = registry;
    this.types = types;
    TypeHandler<?> handler = named(PLUS_ENUMS, Thread.State.class);
    if (handler != null) {
      registry.setDefaultEnumTypeHandler(handler.getClass());
    }
  }

  /**
   * @param name of the class of a handler
   * @param javaType what it is for; null if that is not known
   * @return null if the class is not at hand, or is no handler
   */
  TypeHandler<?> named(String name, Class<?> javaType) {
    Class<?> type = types.find(name);
    if (type == null || !TypeHandler.class.isAssignableFrom(type)) {
      return null;
    }
    try {
      return registry.getInstance(javaType, type);
    } catch (RuntimeException | LinkageError e) {
      return null; // it wants what is not there
    }
  }

  /**
   * @return null if neither MyBatis nor the driver knows the class, as one that the host registered
   *     a handler for
   */
  TypeHandler<?> registered(Class<?> javaType, JdbcType jdbcType) {
    TypeHandler<?> handler = registry.getTypeHandler(javaType, jdbcType);
    boolean driver = javaType == UUID.class || javaType.getName().startsWith("org.postgresql.");
    return handler == null && driver ? new ObjectTypeHandler() : handler;
  }

  /** What a handler says that it is for; null if it does not say. */
  static Type handled(TypeHandler<?> handler) {
    if (handler instanceof TypeReference<?> reference) {
      return reference.getRawType();
    }
    for (Type type : handler.getClass().getGenericInterfaces()) {
      if (type instanceof ParameterizedType p && p.getRawType() == TypeHandler.class) {
        return p.getActualTypeArguments()[0];
      }
    }
    return null;
  }
}
