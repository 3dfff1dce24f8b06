package shop.ownfactory;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.mapping.LintelMappers;
import dev.lintel.migrations.Migrations;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.annotation.MapperScan;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Lintel's mappers in the application's own factory, and nothing of Lintel's imported. */
@Configuration
@EnableTransactionManagement
@MapperScan("shop.orders")
@ComponentScan
public class OwnFactory {

  @Bean
  public DataSource dataSource(@Value("${shop.database.url}") String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    return pool;
  }

  @Bean
  public DataSourceTransactionManager transactionManager(DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  public SqlSessionFactory sqlSessionFactory(
      DataSource dataSource, @Value("classpath*:mappers/**/*.xml") Resource[] mappers)
      throws Exception {
    SqlSessionFactoryBean bean = new SqlSessionFactoryBean();
    bean.setDataSource(dataSource);
    bean.setMapperLocations(mappers);
    SqlSessionFactory factory = bean.getObject();
    LintelMappers.install(factory.getConfiguration()); // after the application's own
    return factory;
  }

  @Bean
  public SqlSessionTemplate sqlSession(SqlSessionFactory sqlSessionFactory) {
    return new SqlSessionTemplate(sqlSessionFactory);
  }

  /** Only if the application upgrades Lintel's schema, and not its DBA. */
  @Bean(initMethod = "upgrade")
  public Migrations lintelMigrations(DataSource dataSource) {
    return Migrations.over(dataSource);
  }
}
