package shop.twodatabases;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.spring.LintelConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The customers stand in one database, the warehouse, and Lintel's tables with it, in another. */
@Configuration
@EnableTransactionManagement
@PropertySource("classpath:two-databases.properties") // lintel.dataSource=warehouseDataSource
@Import(LintelConfiguration.class)
@ComponentScan
public class TwoDatabases {

  @Bean
  public DataSource customersDataSource(@Value("${customers.url}") String url) {
    return pool(url);
  }

  @Bean
  public DataSource warehouseDataSource(@Value("${warehouse.url}") String url) {
    return pool(url);
  }

  @Bean
  public PlatformTransactionManager customersTransactionManager(
      @Qualifier("customersDataSource") DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  public PlatformTransactionManager warehouseTransactionManager(
      @Qualifier("warehouseDataSource") DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  private static DataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    return pool;
  }
}
