package dev.lintel.mapping;

import dev.lintel.ConfigurationException;
import java.lang.reflect.Member;
import java.security.CodeSource;
import java.util.stream.Stream;

/**
 * The libraries whose versions are the host's. One that is too old is told by a member that it does
 * not have yet, and is refused by name before anything fails on it: the host's dependency
 * management may have chosen it without a word. For Lintel's own packages.
 */
public final class HostLibraries {

  private static final String DRIVER = "PostgreSQL JDBC driver";
  private static final String DRIVER_ARTIFACT = "org.postgresql:postgresql";

  private HostLibraries() {}

  /**
   * Looks at all of them.
   *
   * @throws ConfigurationException if one is missing or too old; its message names the library, the
   *     version and the jar that were found, and the version that is needed
   */
  public static void check() {
    // affectData, without which a session does not know that it wrote
    require(
        "MyBatis",
        "org.mybatis:mybatis",
        "3.5.12",
        "org.apache.ibatis.mapping.MappedStatement",
        "isDirtySelect");
    // of the release that brought SCRAM, the password method of PostgreSQL since 14
    require(DRIVER, DRIVER_ARTIFACT, "42.2.0", "org.postgresql.PGProperty", "JAAS_LOGIN");
  }

  /**
   * Looks at what only a database URL needs: a driver that takes several hosts with a port each.
   *
   * @throws ConfigurationException as {@link #check} throws it
   */
  public static void checkForUrl() {
    require(
        DRIVER,
        DRIVER_ARTIFACT,
        "42.2.9 (for Database.over 42.2.0)",
        "org.postgresql.ds.common.BaseDataSource",
        "setServerNames");
  }

  private static void require(
      String library, String artifact, String oldest, String className, String member) {
    Class<?> type;
    try {
      type = Class.forName(className, false, HostLibraries.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ConfigurationException(
          library + ": not on the class path; add " + artifact + " " + oldest + " or newer", e);
    }
    boolean has =
        Stream.<Member>concat(Stream.of(type.getMethods()), Stream.of(type.getFields()))
            .anyMatch(found -> found.getName().equals(member));
    if (!has) {
      throw new ConfigurationException(
          library
              + " "
              + version(type)
              + ": expected "
              + oldest
              + " or newer; set the version of "
              + artifact
              + place(type));
    }
  }

  private static String version(Class<?> type) {
    Package jar = type.getPackage();
    String version = jar == null ? null : jar.getImplementationVersion();
    return version == null ? "of an unknown version" : version;
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? "" : ", which comes from " + source.getLocation();
  }
}
