package dev.lintel.tools.mappers;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.reflection.TypeParameterResolver;

/** What a Java type tells of its properties and items. */
final class JavaTypes {

  private JavaTypes() {}

  /**
   * @param type may be null
   * @return null if it does not say; never a primitive
   */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> c) {
      return c == Object.class ? null : boxed(c);
    }
    if (type instanceof ParameterizedType p) {
      return raw(p.getRawType());
    }
    if (type instanceof WildcardType w) {
      return raw(w.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?> v) {
      return raw(v.getBounds()[0]);
    }
    if (type instanceof GenericArrayType a) {
      Class<?> item = raw(a.getGenericComponentType());
      return item == null ? Object[].class : item.arrayType();
    }
    return null;
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
  }

  static boolean isCollection(Type type) {
    Class<?> raw = raw(type);
    return raw != null && (raw.isArray() || Iterable.class.isAssignableFrom(raw));
  }

  static boolean isMap(Type type) {
    Class<?> raw = raw(type);
    return raw != null && Map.class.isAssignableFrom(raw);
  }

  /** The type of the items of a collection or array, or of the values of a map; null if unknown. */
  static Type item(Type type) {
    if (type instanceof GenericArrayType a) {
      return a.getGenericComponentType();
    }
    if (type instanceof Class<?> c && c.isArray()) {
      return c.getComponentType();
    }
    if (type instanceof ParameterizedType p) {
      Type[] arguments = p.getActualTypeArguments();
      boolean fits =
          isMap(type) ? arguments.length == 2 : isCollection(type) && arguments.length == 1;
      return fits ? arguments[arguments.length - 1] : null;
    }
    if (type instanceof WildcardType w) {
      return item(w.getUpperBounds()[0]);
    }
    return null;
  }

  /** The type of a property of a bean or record; null if it has none, or is no bean. */
  static Type property(Type bean, String name) {
    Class<?> raw = raw(bean);
    if (raw == null || raw.isArray() || name.isEmpty()) {
      return null;
    }
    if (isMap(bean)) {
      return item(bean);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return null;
    }
    try {
      return getter(raw, bean, name);
    } catch (LinkageError | RuntimeException e) {
      return null; // a class that it names is not at hand
    }
  }

  private static Type getter(Class<?> raw, Type bean, String name) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String getter : new String[] {"get" + capital, "is" + capital, name}) {
      for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
        if (getter.equals(name) && !c.isRecord()) {
          continue;
        }
        Method method = declared(c, getter);
        if (method != null) {
          return filled(
              method.getGenericReturnType(),
              bean,
              TypeParameterResolver.resolveReturnType(method, bean));
        }
      }
      if (raw.isInterface()) {
        for (Method method : raw.getMethods()) {
          if (method.getName().equals(getter) && method.getParameterCount() == 0) {
            return filled(
                method.getGenericReturnType(),
                bean,
                TypeParameterResolver.resolveReturnType(method, bean));
          }
        }
      }
    }
    for (Class<?> c = raw; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return filled(
              field.getGenericType(), bean, TypeParameterResolver.resolveFieldType(field, bean));
        }
      }
    }
    return null;
  }

  /** MyBatis gives the bound of a variable, even where the bean itself says what fills it. */
  private static Type filled(Type declared, Type bean, Type resolved) {
    if (declared instanceof TypeVariable<?> variable
        && bean instanceof ParameterizedType p
        && p.getRawType() == variable.getGenericDeclaration()) {
      List<TypeVariable<?>> variables = List.of(((Class<?>) p.getRawType()).getTypeParameters());
      return p.getActualTypeArguments()[variables.indexOf(variable)];
    }
    return resolved;
  }

  private static Method declared(Class<?> type, String name) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 0 && !method.isBridge()) {
        return method;
      }
    }
    return null;
  }

  /** Whether a value of it is one that a column can hold, with nothing in it to look at. */
  static boolean isScalar(Type type) {
    Class<?> raw = raw(type);
    return raw != null
        && (raw.isEnum()
            || Number.class.isAssignableFrom(raw)
            || CharSequence.class.isAssignableFrom(raw)
            || raw == Boolean.class
            || raw == Character.class
            || raw == UUID.class
            || Date.class.isAssignableFrom(raw)
            || raw.getName().startsWith("java.time."));
  }
}
