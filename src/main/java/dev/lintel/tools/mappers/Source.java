package dev.lintel.tools.mappers;

import java.lang.reflect.Method;
import org.w3c.dom.Element;

/**
 * A statement as it is written.
 *
 * @param file the XML or the class with the annotation
 * @param element with what it includes, and without a {@code selectKey}
 * @param owner the element that a {@code selectKey} stands in; otherwise the element itself
 * @param comment what stands above it and in it; empty if nothing does
 * @param method what is called; null if there is no interface to ask
 */
record Source(
    String file,
    String namespace,
    String id,
    Element element,
    Element owner,
    String comment,
    Method method) {

  static final String KEY = "!selectKey";

  boolean isKey() {
    return element != owner;
  }

  String where() {
    return file + " " + id;
  }
}
