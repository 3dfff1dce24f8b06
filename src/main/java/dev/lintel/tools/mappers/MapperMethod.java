package dev.lintel.tools.mappers;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.annotations.MapKey;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.reflection.TypeParameterResolver;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/**
 * What a mapper method passes to its statement.
 *
 * @param single the type of the parameter if it is passed as it is; null if it is not known, or
 *     several are passed
 * @param named the types of those that are passed by name; empty if one is passed as it is
 * @param aliases further names of those
 * @param strict whether MyBatis refuses all other names
 */
record MapperMethod(
    Type single, Map<String, Type> named, Map<String, String> aliases, boolean strict) {

  /**
   * @param method null if there is no interface
   * @param mapper the interface that it is called on
   * @param parameterType what the XML says; null if it does not, or the class is not at hand
   */
  static MapperMethod of(Method method, Class<?> mapper, Class<?> parameterType) {
    if (method == null) {
      return new MapperMethod(parameterType, Map.of(), Map.of(), false);
    }
    Type[] types = TypeParameterResolver.resolveParamTypes(method, mapper);
    Parameter[] parameters = method.getParameters();
    List<Integer> passed = new ArrayList<>();
    boolean annotated = false;
    for (int i = 0; i < parameters.length; i++) {
      Class<?> type = parameters[i].getType();
      if (!RowBounds.class.isAssignableFrom(type) && !ResultHandler.class.isAssignableFrom(type)) {
        passed.add(i);
        annotated |= parameters[i].isAnnotationPresent(Param.class);
      }
    }
    Map<String, Type> named = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    if (passed.size() == 1 && !annotated) {
      int only = passed.get(0);
      if (JavaTypes.isCollection(types[only])) {
        String name = parameters[only].getName();
        named.put(name, types[only]);
        for (String alias : aliases(JavaTypes.raw(types[only]))) {
          aliases.put(alias, name);
        }
        return new MapperMethod(null, named, aliases, !isOverloaded(method, mapper));
      }
      return new MapperMethod(types[only], named, aliases, false);
    }
    for (int k = 0; k < passed.size(); k++) {
      Parameter parameter = parameters[passed.get(k)];
      Param param = parameter.getAnnotation(Param.class);
      // without -parameters Java and MyBatis count all of them, those that are not passed too
      String name = param != null ? param.value() : parameter.getName();
      named.put(name, types[passed.get(k)]);
      aliases.put("param" + (k + 1), name);
    }
    aliases.keySet().removeAll(named.keySet());
    boolean strict = !named.isEmpty() && !isOverloaded(method, mapper);
    return new MapperMethod(null, named, aliases, strict);
  }

  /** Whether the statement runs for methods that pass something else, too. */
  private static boolean isOverloaded(Method method, Class<?> mapper) {
    return MapperTypes.methods(mapper, method.getName()).count() > 1;
  }

  /** Why a name cannot be read, as MyBatis says it; null if it can. */
  String refusal(String name) {
    boolean known =
        !strict || named.containsKey(name) || aliases.containsKey(name) || name.startsWith("_");
    return known
        ? null
        : "parameter \""
            + name
            + "\" is not passed: expected one of "
            + String.join(", ", named.keySet());
  }

  private static List<String> aliases(Class<?> collection) {
    if (collection.isArray()) {
      return List.of("array");
    }
    return Set.class.isAssignableFrom(collection)
        ? List.of("collection")
        : List.of("collection", "list");
  }

  /** What a method gives. */
  static MappedStatement.Returns returns(Method method) {
    if (method == null) {
      return MappedStatement.Returns.UNKNOWN;
    }
    Class<?> type = method.getReturnType();
    for (Class<?> parameter : method.getParameterTypes()) {
      if (ResultHandler.class.isAssignableFrom(parameter)) {
        return MappedStatement.Returns.STREAM;
      }
    }
    if (Cursor.class.isAssignableFrom(type)) {
      return MappedStatement.Returns.STREAM;
    }
    boolean many =
        Collection.class.isAssignableFrom(type)
            || type.isArray() && type != byte[].class
            || method.isAnnotationPresent(MapKey.class);
    return many ? MappedStatement.Returns.MANY : MappedStatement.Returns.ONE;
  }
}
