package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.MapperBuilderAssistant;
import org.apache.ibatis.builder.xml.XMLIncludeTransformer;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/** The statements of mapper XML, with the fragments that they include. */
final class XmlStatements {

  private static final List<String> KINDS = List.of("select", "insert", "update", "delete");

  private final Configuration configuration;
  private final XPathParser parser;
  private final MapperTypes types;
  private final List<Omission> omissions;
  private final List<Source> sources = new ArrayList<>();

  private XmlStatements(
      Configuration configuration,
      XPathParser parser,
      MapperTypes types,
      List<Omission> omissions) {
    this.configuration = configuration;
    this.parser = parser;
    this.types = types;
    this.omissions = omissions;
  }

  /**
   * @param configuration gets the fragments; its database id decides between variants
   * @param omissions gets the statements that are not looked at
   * @return in the order of files and within them
   */
  static List<Source> of(
      List<MapperFile> files,
      Configuration configuration,
      XPathParser parser,
      MapperTypes types,
      List<Omission> omissions) {
    XmlStatements statements = new XmlStatements(configuration, parser, types, omissions);
    files.forEach(statements::addFragments);
    files.forEach(statements::addStatements);
    return statements.sources;
  }

  private void addFragments(MapperFile file) {
    Map<String, XNode> fragments = configuration.getSqlFragments();
    for (Element fragment : own(MapperFile.children(file.root(), List.of("sql")))) {
      String id = file.namespace() + "." + fragment.getAttribute("id");
      if (!fragments.containsKey(id)) {
        fragments.put(id, new XNode(parser, fragment, null));
      }
    }
  }

  private void addStatements(MapperFile file) {
    MapperBuilderAssistant assistant = new MapperBuilderAssistant(configuration, file.name());
    assistant.setCurrentNamespace(file.namespace());
    List<Element> all = MapperFile.children(file.root(), KINDS);
    List<Element> own = own(all);
    for (Element element : all) {
      String where = file.name() + " " + element.getAttribute("id");
      if (own.contains(element)) {
        add(file, element, assistant);
      } else {
        String database = element.getAttribute("databaseId");
        String reason =
            database.isEmpty()
                ? "another one of this id is for " + configuration.getDatabaseId()
                : "is for the database " + Text.visible(database);
        omissions.add(new Omission(where, reason, true));
      }
    }
  }

  /** Those for this database, and those for any where there is none for this one. */
  private List<Element> own(List<Element> elements) {
    String id = configuration.getDatabaseId();
    List<String> special =
        elements.stream()
            .filter(e -> e.getAttribute("databaseId").equals(id))
            .map(e -> e.getAttribute("id"))
            .toList();
    return elements.stream()
        .filter(
            e ->
                e.getAttribute("databaseId").equals(id)
                    || e.getAttribute("databaseId").isEmpty()
                        && !special.contains(e.getAttribute("id")))
        .toList();
  }

  private void add(MapperFile file, Element element, MapperBuilderAssistant assistant) {
    String id = element.getAttribute("id");
    String where = file.name() + " " + id;
    String reason = Unfit.reason(element);
    if (reason != null) {
      omissions.add(new Omission(where, reason, false));
      return;
    }
    String above = Comments.above(element);
    try {
      new XMLIncludeTransformer(configuration, assistant).applyIncludes(element);
    } catch (RuntimeException e) {
      String why = "an include cannot be resolved: " + Text.line(e.getMessage());
      omissions.add(new Omission(where, why, false));
      return;
    } catch (StackOverflowError e) {
      omissions.add(new Omission(where, "an include leads back to itself", false));
      return;
    }
    for (Element key : own(MapperFile.children(element, List.of("selectKey")))) {
      sources.add(
          new Source(
              file.name(),
              file.namespace(),
              id + Source.KEY,
              key,
              element,
              Comments.of(Comments.above(key), key),
              types.method(file.namespace(), id)));
    }
    MapperFile.children(element, List.of("selectKey")).forEach(element::removeChild);
    sources.add(
        new Source(
            file.name(),
            file.namespace(),
            id,
            element,
            element,
            Comments.of(above, element),
            types.method(file.namespace(), id)));
  }
}
