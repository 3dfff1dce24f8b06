package dev.lintel.tools.mappers;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ibatis.type.TypeAliasRegistry;

/** The Java classes that mappers name, as far as they are at hand. */
final class MapperTypes {

  private final ClassLoader loader;
  private final TypeAliasRegistry aliases = new TypeAliasRegistry();
  private final Map<String, Optional<Class<?>>> found = new HashMap<>();

  /**
   * @param loader null if there are none
   */
  MapperTypes(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @param name of a class, or one of MyBatis' aliases
   * @return null if it is not at hand; not initialised
   */
  Class<?> find(String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    return found.computeIfAbsent(name.strip(), this::load).orElse(null);
  }

  private Optional<Class<?>> load(String name) {
    Class<?> alias = aliases.getTypeAliases().get(name.toLowerCase(Locale.ROOT));
    if (alias != null) {
      return Optional.of(alias);
    }
    try {
      return Optional.of(Class.forName(name, false, from(name)));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** Without classes those of Java and of MyBatis are there, and no other that happens to be. */
  private ClassLoader from(String name) {
    if (loader != null) {
      return loader;
    }
    return name.startsWith("org.apache.ibatis.")
        ? MapperTypes.class.getClassLoader()
        : ClassLoader.getPlatformClassLoader();
  }

  /** The method that runs a statement; null if there is no interface, or none of this name. */
  Method method(String namespace, String id) {
    Class<?> type = find(namespace);
    if (type == null || !type.isInterface()) {
      return null;
    }
    try {
      return methods(type, id)
          // of two the one that passes most; the order of a class file says nothing
          .min(
              Comparator.comparing(Method::getParameterCount)
                  .reversed()
                  .thenComparing(Method::toGenericString))
          .orElse(null);
    } catch (LinkageError e) {
      return null;
    }
  }

  /** Those of a mapper that run the statement of an id. */
  static Stream<Method> methods(Class<?> mapper, String id) {
    return Arrays.stream(mapper.getMethods())
        .filter(method -> method.getName().equals(id) && !method.isBridge())
        .filter(method -> !method.isDefault());
  }
}
