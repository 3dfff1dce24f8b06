package dev.lintel.session;

import dev.lintel.InvalidValueException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/**
 * URL parameters that libpq, and with it psql, psycopg and most hosting services, names otherwise
 * than the JDBC driver, which would ignore them without a word.
 */
final class LibpqParameter {

  private static final List<String> HANDLED =
      Arrays.asList("client_encoding", "keepalives", "load_balance_hosts", "target_session_attrs");
  private static final Map<String, String> NAMES = names();
  private static final Map<String, String> SERVER_TYPES = serverTypes();

  private LibpqParameter() {}

  /** Whether the name is one that libpq or the driver has. */
  static boolean known(String name) {
    return HANDLED.contains(name) || PGProperty.forName(NAMES.getOrDefault(name, name)) != null;
  }

  /**
   * Puts one parameter under the driver's name for it.
   *
   * @return false if the driver has none; nothing was put then
   */
  static boolean put(Map<String, String> parameters, String name, String value) {
    switch (name) {
      case "client_encoding": // the driver always speaks UTF-8
        return true;
      case "keepalives":
        parameters.put("tcpKeepAlive", String.valueOf(!value.equals("0")));
        return true;
      case "load_balance_hosts":
        parameters.put("loadBalanceHosts", String.valueOf(value.equals("random")));
        return true;
      case "target_session_attrs":
        String type = SERVER_TYPES.get(value);
        if (type == null) {
          throw new InvalidValueException(
              "database URL, query parameter target_session_attrs",
              "one of " + SERVER_TYPES.keySet(),
              "something else (not shown: it may hold a part of the password)");
        }
        parameters.put("targetServerType", type);
        return true;
      default:
        if (!known(name)) {
          return false;
        }
        parameters.put(NAMES.getOrDefault(name, name), value);
        return true;
    }
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    names.put("application_name", "ApplicationName");
    names.put("fallback_application_name", "ApplicationName");
    names.put("connect_timeout", "connectTimeout");
    names.put("channel_binding", "channelBinding");
    names.put("gssencmode", "gssEncMode");
    names.put("krbsrvname", "kerberosServerName");
    return Collections.unmodifiableMap(names);
  }

  private static Map<String, String> serverTypes() {
    Map<String, String> types = new TreeMap<>();
    types.put("any", "any");
    types.put("read-write", "primary");
    types.put("primary", "primary");
    types.put("read-only", "secondary");
    types.put("standby", "secondary");
    types.put("prefer-standby", "preferSecondary");
    return Collections.unmodifiableMap(types);
  }
}
