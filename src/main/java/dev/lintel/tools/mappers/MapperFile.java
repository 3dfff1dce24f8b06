package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Entity;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A MyBatis mapper, as it is written.
 *
 * @param name the file, below the folder or in the jar
 * @param root its {@code mapper} element
 */
record MapperFile(String name, Element root) {

  private static final DocumentBuilderFactory PARSERS = parsers();

  /** Nothing is read from elsewhere: no DTD, no external entity. */
  private static DocumentBuilderFactory parsers() {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    try {
      parsers.setFeature("http://javax.xml.XMLConstants/feature/secure-processing", true);
      parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
      parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    return parsers;
  }

  /**
   * @param omissions gets what is wrong with a file that is no XML, or wants to read another one
   * @return empty then, and if it is XML of another kind
   */
  static Optional<MapperFile> parse(String name, byte[] content, List<Omission> omissions) {
    try {
      DocumentBuilder parser = PARSERS.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // throws; the default one prints
      Document document = parser.parse(new ByteArrayInputStream(content));
      Optional<Entity> external = externalEntity(document);
      if (!document.getDocumentElement().getTagName().equals("mapper")) {
        return Optional.empty();
      }
      if (external.isEmpty()) {
        return Optional.of(new MapperFile(name, document.getDocumentElement()));
      }
      String file = Text.visible(external.get().getSystemId());
      omissions.add(
          unreadable(
              name,
              "external entity " + external.get().getNodeName() + ": " + file + " is not read"));
    } catch (SAXParseException e) {
      String reason = "is not XML, in line " + e.getLineNumber() + ": " + Text.line(e.getMessage());
      omissions.add(unreadable(name, reason));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      omissions.add(unreadable(name, "is not XML: " + Text.line(e.getMessage())));
    }
    return Optional.empty();
  }

  private static Omission unreadable(String name, String what) {
    return new Omission(name, what, false);
  }

  private static Optional<Entity> externalEntity(Document document) {
    NamedNodeMap entities =
        document.getDoctype() == null ? null : document.getDoctype().getEntities();
    for (int i = 0; entities != null && i < entities.getLength(); i++) {
      if (((Entity) entities.item(i)).getSystemId() != null) {
        return Optional.of((Entity) entities.item(i));
      }
    }
    return Optional.empty();
  }

  String namespace() {
    return root.getAttribute("namespace");
  }

  /** The elements with one of these names that stand directly below. */
  static List<Element> children(Element parent, List<String> names) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && names.contains(element.getTagName())) {
        children.add(element);
      }
    }
    return children;
  }
}
