package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.text.Text;
import org.springframework.core.env.Environment;
import org.springframework.util.StringValueResolver;

/** Lintel's properties, by the application's own placeholders or its environment. */
final class HostProperties {

  private static final String DATA_SOURCE = "lintel.dataSource";
  private static final String[] LIKE_DATA_SOURCE = {
    "lintel.data-source", "lintel.datasource", "lintel.data_source"
  };
  private static final String SCHEMA = "lintel.schema";
  private static final String MIGRATE = "lintel.migrate";
  private static final String UNRESOLVED = "Could not resolve placeholder '";

  private final StringValueResolver placeholders;
  private final Environment environment;

  HostProperties(StringValueResolver placeholders, Environment environment) {
    this.placeholders = placeholders;
    this.environment = environment;
  }

  /**
   * The name of a bean.
   *
   * @throws ConfigurationException if only a name like the property's is set: the default would be
   *     another database than the one that was meant
   */
  String dataSource() {
    String name = value(DATA_SOURCE, null);
    if (name != null) {
      return name;
    }
    for (String like : LIKE_DATA_SOURCE) {
      String value = value(like, null);
      if (value != null) {
        throw new ConfigurationException(
            DATA_SOURCE
                + ": expected this very name, but "
                + Text.visible(value)
                + " is set by one that is only like it, such as "
                + like
                + "; rename that property, or remove it");
      }
    }
    return "dataSource";
  }

  /**
   * @throws dev.lintel.InvalidValueException if it is no plain identifier
   */
  String schema() {
    return SchemaName.check(SCHEMA, value(SCHEMA, SchemaName.DEFAULT));
  }

  /**
   * @throws ConfigurationException if it is neither true nor false
   */
  boolean migrate() {
    String value = value(MIGRATE, "false");
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new ConfigurationException(
          MIGRATE + ": expected true or false, but it is " + Text.visible(value));
    }
    return value.equalsIgnoreCase("true");
  }

  /**
   * Without {@code :default} in the placeholder: of several configurers the first would give the
   * default where a later one knows the value. One that knows nothing leaves the placeholder as it
   * is, or throws.
   */
  private String value(String name, String otherwise) {
    String placeholder = "${" + name + "}";
    String value;
    try {
      value = placeholders.resolveStringValue(placeholder);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      if (message.startsWith(UNRESOLVED) && !message.startsWith(UNRESOLVED + name + "'")) {
        // it is set, by another placeholder: the default could be another database
        throw new ConfigurationException(name + ": " + message, e);
      }
      value = placeholder;
    }
    if (placeholder.equals(value)) {
      // also where the application's placeholders look otherwise, @{…}
      value = environment.getProperty(name);
    }
    return value == null || value.trim().isEmpty() ? otherwise : value.trim();
  }
}
