package dev.lintel.tools.schema.statements;

import org.w3c.dom.Element;

/**
 * One statement of a mapper.
 *
 * @param where its file and id
 * @param element with what it includes, and without a {@code selectKey}
 */
record MapperStatement(String where, Element element) {}
