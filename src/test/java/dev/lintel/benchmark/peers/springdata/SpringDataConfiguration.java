package dev.lintel.benchmark.peers.springdata;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application of Spring Data JDBC over the data source of the context. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories(
    jdbcOperationsRef = "operations",
    excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ItemStream.class))
public class SpringDataConfiguration extends AbstractJdbcConfiguration {

  private static final int FETCH_SIZE = 500;

  private final Json json = new Json();

  @Override
  protected List<?> userConverters() {
    return json.converters();
  }

  @Bean
  Json json() {
    return json;
  }

  @Bean
  @Primary
  NamedParameterJdbcOperations operations(DataSource pool) {
    return new NamedParameterJdbcTemplate(pool);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource pool) {
    return new JdbcTransactionManager(pool);
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }

  /** The repository whose template has a fetch size. */
  @Configuration(proxyBeanMethods = false)
  @EnableJdbcRepositories(
      jdbcOperationsRef = "streamingOperations",
      includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ItemStream.class))
  static class Streaming {

    @Bean
    NamedParameterJdbcOperations streamingOperations(DataSource pool) {
      JdbcTemplate template = new JdbcTemplate(pool);
      template.setFetchSize(FETCH_SIZE);
      return new NamedParameterJdbcTemplate(template);
    }
  }
}
