package shop.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.annotation.MapperScan;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

@Configuration
@PropertySource("classpath:application.properties")
@MapperScan("shop.persistence")
@ComponentScan("shop.service")
@Import(TransactionConfig.class)
public class PersistenceConfig {

  @Bean
  HikariDataSource dataSource(
      @Value("${datasource.url}") String url, @Value("${datasource.pool-size:10}") int size) {
    var pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(size);
    pool.setAutoCommit(false); // spares Hibernate the round trip that would ask
    return new HikariDataSource(pool);
  }

  @Bean(initMethod = "migrate")
  Flyway flyway(DataSource dataSource) {
    return Flyway.configure().dataSource(dataSource).load();
  }

  @Bean
  JdbcTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }

  @Bean
  SqlSessionFactory sqlSessionFactory(
      DataSource dataSource, @Value("classpath*:mappers/**/*.xml") Resource[] mappers)
      throws Exception {
    var factory = new SqlSessionFactoryBean();
    factory.setDataSource(dataSource);
    factory.setMapperLocations(mappers);
    return factory.getObject();
  }

  @Bean
  SqlSessionTemplate sqlSessionTemplate(SqlSessionFactory sqlSessionFactory) {
    return new SqlSessionTemplate(sqlSessionFactory);
  }

  @Bean
  @DependsOn("flyway")
  LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
    var jpa = new LocalContainerEntityManagerFactoryBean();
    jpa.setDataSource(dataSource);
    jpa.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    jpa.setPackagesToScan("shop.domain");
    jpa.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "validate");
    jpa.getJpaPropertyMap().put("hibernate.connection.provider_disables_autocommit", true);
    return jpa;
  }

  @Bean
  JpaTransactionManager jpaTransactionManager(EntityManagerFactory entityManagerFactory) {
    return new JpaTransactionManager(entityManagerFactory);
  }
}
