package dev.lintel.mapping;

import dev.lintel.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;

/** Reads Lintel's mapper XML out of the jar. */
final class MapperXml {

  /** Parents first: items refer to their result map. */
  private static final String[] DOMAINS = {"parents", "items", "conversations"};

  /** {@code lintel.items} in SQL, but not {@code dev.lintel.items} in a class name. */
  private static final Pattern SCHEMA_TOKEN = Pattern.compile("(?<![\\w.])lintel\\.(?=[a-z])");

  private MapperXml() {}

  /**
   * Reads all of it. MyBatis looks for the classes that the XML names in the thread's context
   * loader first, which in an application server may see another copy of them, or none.
   */
  static void load(StatementConfiguration configuration, String schema) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(MapperXml.class.getClassLoader());
    try {
      parse(configuration, schema);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void parse(StatementConfiguration configuration, String schema) {
    for (String domain : DOMAINS) {
      String resource = "lintel/mappers/" + domain + ".xml";
      String xml = inSchema(read(resource), schema);
      new XMLMapperBuilder(
              new StringReader(xml), configuration, resource, configuration.getSqlFragments())
          .parse();
    }
  }

  /** The tables' schema is written into the statements; a host's search_path does not matter. */
  private static String inSchema(String xml, String schema) {
    if (schema.equals(SchemaName.DEFAULT)) {
      return xml;
    }
    return SCHEMA_TOKEN
        .matcher(xml)
        .replaceAll(Matcher.quoteReplacement(SchemaName.quoted(schema) + "."));
  }

  private static String read(String resource) {
    try (InputStream in = MapperXml.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ConfigurationException(
            resource + ": not found beside Lintel's classes; is the jar whole?");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return new String(out.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigurationException(resource + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
