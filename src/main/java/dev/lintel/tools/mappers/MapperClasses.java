package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the interfaces that MyBatis' annotations stand on. No class is initialised. */
final class MapperClasses {

  private static final String ANNOTATIONS = "Lorg/apache/ibatis/annotations/";
  private static final String ENDING = ".class";

  private final List<Omission> omissions;
  private final Set<String> names = new TreeSet<>();

  private MapperClasses(List<Omission> omissions) {
    this.omissions = omissions;
  }

  /**
   * @param loader may be null; looked through if it is a {@link URLClassLoader}
   * @param namespaces names that may be those of interfaces
   * @param omissions gets the classes and places that cannot be read
   * @return by name
   */
  static List<Class<?>> find(
      ClassLoader loader, Collection<String> namespaces, List<Omission> omissions) {
    MapperClasses classes = new MapperClasses(omissions);
    if (loader instanceof URLClassLoader urls) {
      for (URL url : urls.getURLs()) {
        classes.look(url);
      }
    }
    List<Class<?>> found = new ArrayList<>();
    if (loader == null) {
      return found;
    }
    Set<String> all = new TreeSet<>(classes.names);
    all.addAll(namespaces);
    for (String name : all) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        if (type.isInterface()) {
          type.getMethods(); // fails here if a class that it names is not at hand
          found.add(type);
        }
      } catch (ClassNotFoundException e) {
        if (classes.names.contains(name)) {
          classes.omit(name, e);
        }
      } catch (LinkageError | RuntimeException e) {
        classes.omit(name, e);
      }
    }
    return found.stream().filter(type -> !isBase(type, found)).toList();
  }

  /** Whether it is generic, and a mapper only as others extend it: those have its statements. */
  private static boolean isBase(Class<?> type, List<Class<?>> found) {
    return type.getTypeParameters().length > 0
        && found.stream().anyMatch(other -> other != type && type.isAssignableFrom(other));
  }

  private void omit(String where, Throwable e) {
    String what = e.getClass().getSimpleName() + " " + e.getMessage();
    omissions.add(new Omission(where, "cannot be loaded: " + Text.line(what), false));
  }

  private void look(URL url) {
    try {
      Path path = Path.of(url.toURI());
      if (Files.isDirectory(path)) {
        lookInFolder(path);
      } else if (Files.exists(path)) {
        lookInJar(path);
      }
    } catch (IOException | URISyntaxException | RuntimeException e) {
      omit(url.toString(), e);
    }
  }

  private void lookInFolder(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (path.toString().endsWith(ENDING) && Files.isRegularFile(path)) {
          String entry = folder.relativize(path).toString().replace('\\', '/');
          keep(entry, Files.readAllBytes(path));
        }
      }
    }
  }

  private void lookInJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(ENDING) && !entry.getName().startsWith("META-INF/")) {
          keep(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private void keep(String entry, byte[] content) {
    if (new String(content, StandardCharsets.ISO_8859_1).contains(ANNOTATIONS)) {
      names.add(entry.substring(0, entry.length() - ENDING.length()).replace('/', '.'));
    }
  }
}
