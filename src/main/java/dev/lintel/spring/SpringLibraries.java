package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.SpringVersion;

/** Whether the application's Spring and mybatis-spring are lines that fit, and each other. */
final class SpringLibraries {

  private static final Pattern LINE = Pattern.compile("(\\d+)\\.(\\d+).*");

  private SpringLibraries() {}

  /**
   * @throws ConfigurationException if one is missing, or the two do not fit; versions that cannot
   *     be told (repackaged jars) are taken as fitting
   */
  static void check() {
    // before mybatis-spring, which does not load without them
    require("spring-tx", "org.springframework.transaction.PlatformTransactionManager");
    require("spring-jdbc", "org.springframework.jdbc.datasource.DataSourceUtils");
    String spring = version(SpringVersion.class, "spring-core");
    Class<?> template;
    try {
      template = Class.forName("org.mybatis.spring.SqlSessionTemplate");
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ConfigurationException(
          "mybatis-spring: not on the class path, or not for this Java and Spring; add"
              + " org.mybatis:mybatis-spring "
              + fitting(spring),
          e);
    }
    check(spring, version(template, "mybatis-spring"));
  }

  /**
   * Null if the class does not come in the library's own jar: in one jar of all classes each
   * package has the version of the application.
   */
  static String version(Class<?> type, String title) {
    Package itsPackage = type.getPackage();
    return itsPackage != null && title.equals(itsPackage.getImplementationTitle())
        ? itsPackage.getImplementationVersion()
        : null;
  }

  private static void require(String library, String className) {
    try {
      Class.forName(className);
    } catch (ClassNotFoundException | LinkageError e) {
      String version = version(SpringVersion.class, "spring-core");
      throw new ConfigurationException(
          library
              + ": not on the class path; add org.springframework:"
              + library
              + (version == null ? " of Spring's version" : " " + version),
          e);
    }
  }

  static void check(String spring, String mybatisSpring) {
    Matcher line = LINE.matcher(String.valueOf(spring));
    if (!line.matches()) {
      return;
    }
    int major = Integer.parseInt(line.group(1));
    if (major < 4 || (major == 4 && Integer.parseInt(line.group(2)) < 3)) {
      throw new ConfigurationException("Spring " + spring + ": expected 4.3 or newer");
    }
    // 2.x is for Spring 4.3 and 5, 3.x for 6, 4.x for 7
    Matcher ours = LINE.matcher(String.valueOf(mybatisSpring));
    if (ours.matches()) {
      int its = Integer.parseInt(ours.group(1));
      boolean fits = major < 6 ? its < 3 : its >= 3;
      if (!fits) {
        throw new ConfigurationException(
            "mybatis-spring "
                + mybatisSpring
                + ": does not fit Spring "
                + spring
                + "; take "
                + fitting(spring));
      }
    }
  }

  private static String fitting(String spring) {
    int major = spring == null ? 0 : spring.charAt(0) - '0';
    if (major == 0) {
      return "2.1.2 for Spring 4.3 and 5, 3.0.5 for 6, 4.0.0 for 7";
    }
    return major < 6 ? "2.1.2" : major == 6 ? "3.0.5" : "4.0.0";
  }
}
