package shop;

import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The shop as its main class would start it, on a database of the test's. */
final class StartedShop {

  private StartedShop() {}

  static AnnotationConfigApplicationContext on(String url, Class<?>... configuration) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("installation", Map.of("datasource.url", url)));
    context.register(configuration);
    context.refresh();
    return context;
  }
}
