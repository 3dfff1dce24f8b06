package dev.lintel.tools.schema.statements;

import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.MapperBuilderAssistant;
import org.apache.ibatis.builder.xml.XMLIncludeTransformer;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/** The statements of all mappers of a set, with the fragments that they include. */
final class MapperStatements {

  private static final List<String> KINDS = List.of("select", "insert", "update", "delete");

  private final Configuration configuration;
  private final XPathParser parser;
  private final List<MapperStatement> statements = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param configuration gets the fragments; its database id decides between variants
   */
  MapperStatements(List<MapperFile> files, Configuration configuration, XPathParser parser) {
    this.configuration = configuration;
    this.parser = parser;
    files.forEach(this::addFragments);
    files.forEach(this::addStatements);
  }

  /** In the order of files and within them. */
  List<MapperStatement> list() {
    return statements;
  }

  /** Those that are not looked at, and why. */
  List<Finding> findings() {
    return findings;
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
      if (!own.contains(element)) {
        String database = element.getAttribute("databaseId");
        String what =
            database.isEmpty()
                ? "another one of this id is for " + configuration.getDatabaseId()
                : "is for the database " + Text.visible(database);
        findings.add(new Finding(Severity.INFO, "statement-not-checked", where, what, ""));
      } else {
        add(where, element, assistant);
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

  private void add(String where, Element element, MapperBuilderAssistant assistant) {
    String reason = unfit(element);
    if (reason != null) {
      notChecked(where, reason);
      return;
    }
    try {
      new XMLIncludeTransformer(configuration, assistant).applyIncludes(element);
    } catch (RuntimeException e) {
      notChecked(where, "an include cannot be resolved: " + Text.line(e.getMessage()));
      return;
    } catch (StackOverflowError e) {
      notChecked(where, "an include leads back to itself");
      return;
    }
    for (Element key : own(MapperFile.children(element, List.of("selectKey")))) {
      statements.add(new MapperStatement(where + "!selectKey", key));
    }
    MapperFile.children(element, List.of("selectKey")).forEach(element::removeChild);
    statements.add(new MapperStatement(where, element));
  }

  /** Why it cannot be rendered or prepared; null if it can. */
  private static String unfit(Element element) {
    String language = element.getAttribute("lang");
    if (!language.isEmpty() && !language.matches("xml|raw|org\\.apache\\.ibatis\\..*")) {
      return "is written in another language: " + Text.visible(language);
    }
    if (element.getAttribute("statementType").equals("CALLABLE")) {
      return "calls a procedure, which cannot be prepared";
    }
    if (element.hasAttribute("parameterMap")) {
      return "binds by a parameterMap, without names";
    }
    return null;
  }

  private void notChecked(String where, String reason) {
    findings.add(new Finding(Severity.WARNING, "statement-not-checked", where, reason, ""));
  }
}
