package shop;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The shop as its main class would start it, on a database of the test's. */
final class StartedShop {

  private StartedShop() {}

  static AnnotationConfigApplicationContext on(String url, Class<?>... configuration) {
    return on(url, Map.of(), configuration);
  }

  static AnnotationConfigApplicationContext on(
      String url, Map<String, Object> properties, Class<?>... configuration) {
    var installation = new HashMap<>(properties);
    installation.put("datasource.url", url);
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("installation", installation));
    context.register(configuration);
    context.refresh();
    return context;
  }
}
