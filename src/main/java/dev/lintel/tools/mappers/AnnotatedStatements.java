package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.DeleteProvider;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.InsertProvider;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Many;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.annotations.UpdateProvider;
import org.w3c.dom.Element;

/** The statements of annotations, each as the XML that would say the same. */
final class AnnotatedStatements {

  private final String databaseId;
  private final NestedSelects nested;
  private final List<Omission> omissions;
  private final List<Source> sources = new ArrayList<>();

  private AnnotatedStatements(String databaseId, NestedSelects nested, List<Omission> omissions) {
    this.databaseId = databaseId;
    this.nested = nested;
    this.omissions = omissions;
  }

  /** What an annotation says: the element, its text and the database that it is for. */
  private record Written(String tag, String[] text, String databaseId, boolean affectsData) {}

  /**
   * @param nested gets the result maps of annotations
   * @param omissions gets the statements that are not looked at
   * @return by class and method
   */
  static List<Source> of(
      List<Class<?>> mappers, String databaseId, NestedSelects nested, List<Omission> omissions) {
    AnnotatedStatements statements = new AnnotatedStatements(databaseId, nested, omissions);
    for (Class<?> mapper : mappers) {
      Arrays.stream(mapper.getMethods())
          .filter(method -> !method.isBridge())
          .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
          .forEach(method -> statements.add(mapper, method));
    }
    return statements.sources;
  }

  /** The databases that annotations name. */
  static List<String> databases(List<Class<?>> mappers) {
    return mappers.stream()
        .flatMap(mapper -> Arrays.stream(mapper.getMethods()))
        .flatMap(method -> written(method).stream())
        .map(Written::databaseId)
        .toList();
  }

  private void add(Class<?> mapper, Method method) {
    String where = mapper.getName() + " " + method.getName();
    Results results = method.getAnnotation(Results.class);
    if (results != null) {
      String id = results.id().isEmpty() ? method.getName() : results.id();
      nested.put(mapper.getName(), id, selects(results));
    }
    if (method.getAnnotationsByType(SelectProvider.class).length
            + method.getAnnotationsByType(InsertProvider.class).length
            + method.getAnnotationsByType(UpdateProvider.class).length
            + method.getAnnotationsByType(DeleteProvider.class).length
        > 0) {
      omissions.add(new Omission(where, "its SQL is made by a provider class", false));
      return;
    }
    Written written = own(written(method), where);
    if (written == null) {
      return;
    }
    if (method.isAnnotationPresent(Lang.class)) {
      String language = method.getAnnotation(Lang.class).value().getName();
      String reason = "is written in another language: " + Text.visible(language);
      omissions.add(new Omission(where, reason, false));
      return;
    }
    try {
      add(mapper, method, written, where);
    } catch (IllegalArgumentException e) {
      omissions.add(new Omission(where, Text.line(e.getMessage()), false));
    }
  }

  private void add(Class<?> mapper, Method method, Written written, String where) {
    Element element = ScriptText.parse(written.tag, String.join(" ", written.text));
    attributes(element, method, written);
    String reason = Unfit.reason(element);
    if (reason != null) {
      omissions.add(new Omission(where, reason, false));
      return;
    }
    String file = mapper.getName();
    String id = method.getName();
    for (SelectKey key : method.getAnnotationsByType(SelectKey.class)) {
      if (key.databaseId().isEmpty() || key.databaseId().equals(databaseId)) {
        Element keyElement = ScriptText.parse("selectKey", String.join(" ", key.statement()));
        sources.add(
            new Source(
                file,
                file,
                id + Source.KEY,
                keyElement,
                element,
                Comments.of("", keyElement),
                method));
      }
    }
    sources.add(new Source(file, file, id, element, element, Comments.of("", element), method));
  }

  private void attributes(Element element, Method method, Written written) {
    if (written.tag.equals("select")) {
      element.setAttribute("affectData", String.valueOf(written.affectsData));
    }
    ResultMap map = method.getAnnotation(ResultMap.class);
    Results results = method.getAnnotation(Results.class);
    if (map != null) {
      element.setAttribute("resultMap", String.join(",", map.value()));
    } else if (results != null) {
      element.setAttribute("resultMap", results.id().isEmpty() ? method.getName() : results.id());
    }
    Options options = null;
    for (Options one : method.getAnnotationsByType(Options.class)) {
      if (one.databaseId().equals(databaseId) || options == null && one.databaseId().isEmpty()) {
        options = one;
      }
    }
    if (options == null) {
      return;
    }
    if (options.flushCache() != FlushCachePolicy.DEFAULT) {
      element.setAttribute(
          "flushCache", String.valueOf(options.flushCache() == FlushCachePolicy.TRUE));
    }
    if (options.fetchSize() > -1 || options.fetchSize() == Integer.MIN_VALUE) {
      element.setAttribute("fetchSize", String.valueOf(options.fetchSize()));
    }
    element.setAttribute("statementType", options.statementType().name());
  }

  private static List<Written> written(Method method) {
    List<Written> written = new ArrayList<>();
    for (Select a : method.getAnnotationsByType(Select.class)) {
      written.add(new Written("select", a.value(), a.databaseId(), a.affectData()));
    }
    for (Insert a : method.getAnnotationsByType(Insert.class)) {
      written.add(new Written("insert", a.value(), a.databaseId(), true));
    }
    for (Update a : method.getAnnotationsByType(Update.class)) {
      written.add(new Written("update", a.value(), a.databaseId(), true));
    }
    for (Delete a : method.getAnnotationsByType(Delete.class)) {
      written.add(new Written("delete", a.value(), a.databaseId(), true));
    }
    return written;
  }

  /** The one for this database, or for any; null if there is none. */
  private Written own(List<Written> written, String where) {
    Written own = null;
    for (Written one : written) {
      if (one.databaseId.equals(databaseId) || own == null && one.databaseId.isEmpty()) {
        own = one;
      }
    }
    for (Written one : written) {
      if (one != own) {
        String reason =
            one.databaseId.isEmpty()
                ? "another one of this id is for " + databaseId
                : "is for the database " + Text.visible(one.databaseId);
        omissions.add(new Omission(where, reason, true));
      }
    }
    return own;
  }

  private static List<String> selects(Results results) {
    List<String> selects = new ArrayList<>();
    for (Result result : results.value()) {
      One one = result.one();
      Many many = result.many();
      selects.add(one.select());
      selects.add(many.select());
    }
    selects.removeIf(String::isEmpty);
    return selects;
  }
}
