package dev.lintel.tools.schema.statements;

import dev.lintel.text.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
   * @return null if it is XML of another kind
   * @throws UnreadableException if it is no XML, or a mapper that wants to read another file
   */
  static MapperFile parse(String name, byte[] content) throws UnreadableException {
    Document document;
    try {
      DocumentBuilder parser = PARSERS.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // throws; the default one prints
      document = parser.parse(new ByteArrayInputStream(content));
    } catch (SAXParseException e) {
      throw new UnreadableException(
          "is not XML, in line " + e.getLineNumber() + ": " + Text.line(e.getMessage()), e);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new UnreadableException("is not XML: " + Text.line(e.getMessage()), e);
    }
    if (!document.getDocumentElement().getTagName().equals("mapper")) {
      return null;
    }
    refuseExternalEntities(document);
    return new MapperFile(name, document.getDocumentElement());
  }

  private static void refuseExternalEntities(Document document) throws UnreadableException {
    NamedNodeMap entities =
        document.getDoctype() == null ? null : document.getDoctype().getEntities();
    for (int i = 0; entities != null && i < entities.getLength(); i++) {
      Entity entity = (Entity) entities.item(i);
      if (entity.getSystemId() != null) {
        throw new UnreadableException(
            "the external entity "
                + entity.getNodeName()
                + " ("
                + Text.visible(entity.getSystemId())
                + ") is not read",
            null);
      }
    }
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

  /** The file is of no use; the message says why, without its name. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
