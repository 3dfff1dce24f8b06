package dev.lintel.session;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATABASE_URL, taken apart: {@code postgresql://user:password@host:port,host:port/database?…},
 * also with {@code postgres://}, {@code postgresql+anydriver://} and {@code jdbc:postgresql://}.
 * Its password leaves this class by one getter and stands in no message.
 */
final class DatabaseUrl {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:postgresql|postgres(?:ql)?(?:\\+\\w+)?)://"
              + "(?<authority>[^/?]*)(?:/(?<path>[^?]*))?(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+(?:%[\\w.-]+)?]|[\\w.-]*)(?::(?<port>[^:]*))?");
  private static final Pattern NEXT_PASSWORD =
      Pattern.compile("[;,]\\s*password\\s*=", Pattern.CASE_INSENSITIVE);
  private static final int DEFAULT_PORT = 5432;

  private final List<String> hosts = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<Integer> unknownParameters = new ArrayList<>();
  private String database;
  private String user;
  private String password;

  /**
   * @param url one of the four forms; user, password and database are percent-encoded
   * @return its parts
   * @throws InvalidValueException naming the part that is wrong, and never the password
   */
  static DatabaseUrl parse(String url) {
    return new DatabaseUrl(Require.nonNull("url", url).trim());
  }

  private DatabaseUrl(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw refused(
          "scheme",
          "postgresql://, postgres://, postgresql+driver:// or jdbc:postgresql:// and then"
              + " user:password@host:port/database");
    }
    String authority = form.group("authority");
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      credentials(authority.substring(0, at));
    }
    addresses(authority.substring(at + 1));
    path(form.group("path"));
    query(form.group("query"));
  }

  private void credentials(String given) {
    int colon = given.indexOf(':');
    user = percentDecoded("user", colon < 0 ? given : given.substring(0, colon));
    password = colon < 0 ? null : percentDecoded("password", given.substring(colon + 1));
  }

  private void addresses(String given) {
    for (String address : given.split(",", -1)) {
      Matcher parts = ADDRESS.matcher(address);
      if (!parts.matches()) {
        throw refused("host", "a name, an IPv4 address, or an IPv6 address in brackets");
      }
      String host = parts.group("host");
      if (host.isEmpty() && given.indexOf(',') >= 0) {
        throw refused("host", "a name between the commas");
      }
      hosts.add(host.isEmpty() ? "localhost" : host);
      ports.add(parts.group("port") == null ? DEFAULT_PORT : port(parts.group("port")));
    }
  }

  private int port(String given) {
    int port = given.matches("\\d{1,5}") ? Integer.parseInt(given) : 0;
    if (port < 1 || port > 65_535) {
      throw refused("port", "1 to 65535");
    }
    return port;
  }

  private void path(String given) {
    if (given == null || given.isEmpty()) {
      return;
    }
    if (given.indexOf('/') >= 0 || given.indexOf('@') >= 0) {
      throw refused("database", "a name, with / as %2F and @ as %40 (in user and password too)");
    }
    database = percentDecoded("database", given);
  }

  private void query(String given) {
    if (given == null || given.isEmpty()) {
      return;
    }
    int number = 0;
    for (String pair : given.split("&")) {
      number++;
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw refused("query", "name=value pairs joined by &");
      }
      String name = formDecoded("query", pair.substring(0, equals));
      String value =
          formDecoded("query parameter " + shown(name, number), pair.substring(equals + 1));
      if (NEXT_PASSWORD.matcher(value).find()) {
        // the driver would show it in its message about this value
        throw refused("query parameter " + shown(name, number), "name=value pairs joined by &");
      }
      switch (name) {
        case "user":
          user = value;
          break;
        case "password":
          password = value;
          break;
        case "host":
        case "hostaddr":
        case "port":
        case "dbname":
        case "service":
        case "passfile":
          throw refused("query parameter " + name, "hosts, ports and database before the ?");
        default:
          if (!LibpqParameter.put(parameters, name, value)) {
            unknownParameters.add(number);
          }
      }
    }
  }

  /** A name that nobody knows may be the rest of a password that was not percent-encoded. */
  private static String shown(String name, int number) {
    return LibpqParameter.known(name) ? name : String.valueOf(number);
  }

  /** As in the part of a URL before the question mark: a plus is a plus. */
  private String percentDecoded(String part, String given) {
    return formDecoded(part, given.replace("+", "%2B"));
  }

  private String formDecoded(String part, String given) {
    String decoded;
    try {
      decoded = URLDecoder.decode(given, "UTF-8");
    } catch (IllegalArgumentException e) {
      throw refused(part, "% followed by two hexadecimal digits (% itself is %25)");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e); // every JVM has UTF-8
    }
    if (Text.problem(decoded) != null || decoded.indexOf('\uFFFD') >= 0) {
      throw refused(part, "percent-encoded UTF-8 without U+0000");
    }
    return decoded;
  }

  /** What was given is never shown: in a wrong URL the password may stand anywhere. */
  private static InvalidValueException refused(String part, String expected) {
    return new InvalidValueException(
        "database URL, " + part,
        expected,
        "something else (not shown: it may hold the password, in which / ? @ : are percent-encoded)");
  }

  String[] hosts() {
    return hosts.toArray(new String[0]);
  }

  int[] ports() {
    return ports.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Null if the URL names none: the driver takes the user's name. */
  String database() {
    return database;
  }

  /** Null if the URL names none: the driver takes the operating system's. */
  String user() {
    return user;
  }

  String password() {
    return password;
  }

  /** By the driver's names, in the order given. */
  Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Which parameters the driver does not know and so are left out: 1 is the first in the query. */
  List<Integer> unknownParameters() {
    return Collections.unmodifiableList(unknownParameters);
  }

  /** User, hosts and database; neither the password nor any parameter. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("postgresql://");
    if (user != null) {
      out.append(Text.line(user)).append('@');
    }
    for (int i = 0; i < hosts.size(); i++) {
      out.append(i == 0 ? "" : ",").append(hosts.get(i)).append(':').append(ports.get(i));
    }
    return out.append('/').append(database == null ? "" : Text.line(database)).toString();
  }
}
