package dev.lintel.tools.mappers;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/** The statements of MyBatis mappers, in XML and in annotations, in every branch. */
public final class MapperSet {

  /** A column by its number: right after ORDER BY and in most other places. */
  private static final List<String> USUAL_GUESS = List.of("1");

  private final Configuration configuration = new Configuration();
  private final XPathParser parser = parser();
  private final List<MappedStatement> statements = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();
  private final List<Omission> unreadable = new ArrayList<>();
  private final ClassLoader loader;
  private final MapperTypes types;
  private final List<String> guesses;

  private MapperSet(ClassLoader loader, List<String> guesses) {
    this.loader = loader;
    this.types = new MapperTypes(loader);
    this.guesses = guesses;
  }

  /**
   * Reads mappers, and those of annotations in the classes.
   *
   * @param source a folder with all below it, or a jar
   * @param types where the Java classes are that the mappers name, with this class' loader as a
   *     parent; if it is a {@link java.net.URLClassLoader}, mappers are looked for in it. Null if
   *     there are none
   * @throws InvalidValueException if the source is neither, or cannot be read
   */
  public static MapperSet read(Path source, ClassLoader types) {
    return read(source, types, USUAL_GUESS);
  }

  /**
   * The same with other texts in place of each <code>${…}</code> that is not declared.
   *
   * @param guesses taken in turn; at least one
   */
  public static MapperSet read(Path source, ClassLoader types, List<String> guesses) {
    MapperSet set = new MapperSet(types, List.copyOf(guesses));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      if (types != null) {
        thread.setContextClassLoader(types); // where MyBatis looks for classes that a test names
      }
      set.add(source);
    } finally {
      thread.setContextClassLoader(before);
    }
    return set;
  }

  /** By name. */
  public List<MappedStatement> statements() {
    return List.copyOf(statements);
  }

  /** What is not in {@link #statements}, each with its reason. */
  public List<Omission> omissions() {
    return List.copyOf(omissions);
  }

  /** Those of {@link #omissions} that are whole files of XML. */
  public List<Omission> unreadable() {
    return List.copyOf(unreadable);
  }

  private void add(Path source) {
    List<MapperFile> files = MapperFiles.read(source, omissions);
    unreadable.addAll(omissions);
    List<String> namespaces = files.stream().map(MapperFile::namespace).toList();
    List<Class<?>> classes = MapperClasses.find(loader, namespaces, omissions);
    configuration.setDatabaseId(DatabaseId.in(files, AnnotatedStatements.databases(classes)));
    NestedSelects nested = new NestedSelects(files);
    List<Source> all =
        new ArrayList<>(XmlStatements.of(files, configuration, parser, types, omissions));
    all.addAll(AnnotatedStatements.of(classes, configuration.getDatabaseId(), nested, omissions));
    List<Source> sources = withoutTwins(all);
    Map<String, Integer> names = new HashMap<>();
    sources.forEach(s -> names.merge(shortName(s), 1, Integer::sum));
    for (Source s : sources) {
      String name = names.get(shortName(s)) == 1 ? shortName(s) : s.namespace() + "." + s.id();
      add(s, name, nested);
    }
    statements.sort(Comparator.comparing(MappedStatement::name));
  }

  private List<Source> withoutTwins(List<Source> sources) {
    Set<String> ids = new HashSet<>();
    List<Source> single = new ArrayList<>();
    for (Source source : sources) {
      if (ids.add(source.namespace() + "." + source.id())) {
        single.add(source);
      } else {
        omissions.add(
            new Omission(source.where(), "another statement has its namespace and id", false));
      }
    }
    return single;
  }

  /** By the file or the class without what it stands in. */
  private static String shortName(Source source) {
    String file = source.file();
    String name =
        file.endsWith(".xml")
            ? file.substring(file.lastIndexOf('/') + 1, file.length() - ".xml".length())
            : file.substring(file.lastIndexOf('.') + 1);
    return name + "." + source.id();
  }

  private void add(Source source, String name, NestedSelects nested) {
    Class<?> parameterType = parameterType(source);
    MapperMethod method =
        MapperMethod.of(source.method(), types.find(source.namespace()), parameterType);
    try {
      Branches branches =
          Branches.of(
              source.element(), source.comment(), method, guesses, configuration, parser, types);
      statements.add(statement(source, name, nested, branches));
    } catch (RuntimeException e) {
      String reason =
          "MyBatis cannot read it: "
              + Text.line(e.getMessage() == null ? e.toString() : e.getMessage());
      omissions.add(new Omission(source.where(), reason, false));
    }
  }

  /**
   * MyBatis does not look at it either, where a collection is passed: it is then that of an item.
   */
  private Class<?> parameterType(Source source) {
    Class<?> type = types.find(source.owner().getAttribute("parameterType"));
    boolean loops = source.element().getElementsByTagName("foreach").getLength() > 0;
    boolean wrong = JavaTypes.isCollection(type) || loops && JavaTypes.isScalar(type);
    return wrong ? null : type;
  }

  private static MappedStatement statement(
      Source source, String name, NestedSelects nested, Branches branches) {
    Element element = source.element();
    String tag = source.isKey() ? "select" : element.getTagName();
    boolean select = tag.equals("select");
    String fetchSize = element.getAttribute("fetchSize");
    return new MappedStatement(
        name,
        source.namespace(),
        source.id(),
        source.file(),
        MappedStatement.Kind.valueOf(tag.toUpperCase(Locale.ROOT)),
        flag(element, "affectData", !select),
        flag(element, "flushCache", !select),
        fetchSize.matches("-?\\d{1,9}") ? Integer.valueOf(fetchSize) : null,
        source.isKey() ? MappedStatement.Returns.ONE : MapperMethod.returns(source.method()),
        source.comment(),
        nested.of(source.namespace(), element.getAttribute("resultMap")),
        branches.substitutions(),
        branches.list(),
        branches.possible(),
        branches.exact(),
        branches.deadTests(),
        branches.notes());
  }

  private static boolean flag(Element element, String name, boolean usual) {
    return element.hasAttribute(name) ? Boolean.parseBoolean(element.getAttribute(name)) : usual;
  }

  /** MyBatis wants one for each node; any will do. */
  private static XPathParser parser() {
    try {
      return new XPathParser(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument(), false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
