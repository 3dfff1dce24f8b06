package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.ItemOperations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Boot's DataSource in a proxy, as the starters of p6spy and datasource-proxy put it there. */
@Import(DataSourceProxyTest.CountedDataSource.class)
class DataSourceProxyTest extends BootContract {

  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  static class CountedDataSource {

    @Bean
    static BeanPostProcessor countsConnections() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource ? counted((DataSource) bean) : bean;
        }
      };
    }
  }

  /** Forwards everything, {@code equals} too: the proxy is not even equal to itself. */
  private static DataSource counted(DataSource target) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                CONNECTIONS.incrementAndGet();
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Test
  void operationsTakeTheirConnectionsFromTheProxy() {
    int before = CONNECTIONS.get();
    ItemOperations.listItemsByStatus(session(), "none");
    assertThat(CONNECTIONS.get()).isEqualTo(before + 1);
  }
}
