package dev.lintel.tools.mappers;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The text of an annotation: SQL, or a script with tags. */
final class ScriptText {

  private ScriptText() {}

  /**
   * @param tag of the element that it becomes
   * @throws IllegalArgumentException if it is a script, but no XML
   */
  static Element parse(String tag, String text) {
    try {
      DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder parser = parsers.newDocumentBuilder();
      parser.setErrorHandler(new DefaultHandler()); // throws; the default one prints
      Document document = parser.newDocument();
      Element element = document.createElement(tag);
      document.appendChild(element);
      if (!text.strip().startsWith("<script>")) { // as MyBatis tells them apart
        element.appendChild(document.createTextNode(text));
        return element;
      }
      Node script =
          parser.parse(new InputSource(new StringReader(text.strip()))).getDocumentElement();
      for (Node node = script.getFirstChild(); node != null; node = node.getNextSibling()) {
        element.appendChild(document.importNode(node, true));
      }
      return element;
    } catch (SAXException e) {
      throw new IllegalArgumentException("its script is not XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
