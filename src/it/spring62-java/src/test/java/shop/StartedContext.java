package shop;

import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A context with properties that stand above those of its files. */
final class StartedContext {

  private StartedContext() {}

  static AnnotationConfigApplicationContext of(
      Class<?> configuration, Map<String, Object> properties) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context.register(configuration);
    context.refresh();
    return context;
  }
}
